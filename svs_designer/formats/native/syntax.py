"""libyaml's complaints in plain words: what was expected, and the usual cure."""

from typing import Any

import yaml

from svs_designer.formats.native.faults import Fault

_QUOTES = "Put the whole text in double quotes."

# A piece of the parser's own message (libyaml's or PyYAML's), what it means, the cure. The first match holds.
_WORDS: tuple[tuple[str, str, str], ...] = (
    ("tab character", "A tab stands where only spaces may indent.", "Replace the tab by spaces."),
    ("cannot start any token", "A tab stands where only spaces may indent.", "Replace the tab by spaces."),
    ("expected key", "This line's indentation fits no line above.", "Indent it like the keys beside it."),
    ("expected <block end>", "This line's indentation fits no line above.", "Indent it like the keys beside it."),
    (
        "expected ',' or '}'",
        "The '{{' of line {context} is not closed here: ',' or '}}' was expected.",
        "Close it, or put a text that holds one of : , {{ }} [ ] in quotes.",
    ),
    (
        "expected ',' or ']'",
        "The '[' of line {context} is not closed here: ',' or ']' was expected.",
        "Close it, or put a text that holds one of : , {{ }} [ ] in quotes.",
    ),
    ("unexpected end of stream", "The quote opened in line {context} is never closed.", "Add the closing quote."),
    (
        "unexpected document separator",
        "The quote opened in line {context} is not closed before '---' or '...'.",
        "Add the closing quote.",
    ),
    (
        "unknown escape character",
        "A backslash in double quotes begins an escape that YAML does not know.",
        "Write two backslashes, or use single quotes.",
    ),
    (
        "character escape code",
        "A backslash in double quotes begins an escape that names no character.",
        "Write the character itself, or \\U and eight digits.",
    ),
    (
        "could not find expected ':'",
        "A key without a colon: 'key: value' was expected.",
        "Add the colon, or indent the line if it goes on with the text above.",
    ),
    (
        "expected '-' indicator",
        "A list item was expected here ('- ...').",
        "Indent the line to belong to the item above, or less to end the list.",
    ),
    (
        "block sequence entries are not allowed",
        "A list cannot begin here ('- ').",
        "Begin the list on a line of its own, or put a text that begins with '- ' in quotes.",
    ),
    ("unexpected ':'", "This ':' follows no key.", _QUOTES),
    ("mapping keys are not allowed", "A text cannot begin with '? '.", _QUOTES),
    ("expected alphabetic or numeric", "'*' and '&' mean something in YAML at the start of a text.", _QUOTES),
    ("expected comment or line break", "'|' and '>' mean something in YAML at the start of a text.", _QUOTES),
    ("expected chomping or indentation", "'|' and '>' mean something in YAML at the start of a text.", _QUOTES),
    ("tag", "'!' at the start of a text is a tag, which this format does not have.", _QUOTES),
    ("expected <document start>", "Text after the end of the document.", "Indent the line like the first one."),
    ("expected '<document start>'", "Text after the end of the document.", "Indent the line like the first one."),
    ("expected node content", "A value was expected here.", "Remove the extra ',' or '-', or write the value."),
)


def syntax_fault(error: yaml.MarkedYAMLError, text: str) -> Fault:
    """Say where the YAML breaks, what was expected there and what usually cures it."""
    mark: Any = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.splitlines()
    source = lines[line] if line < len(lines) else ""
    problem = error.problem or error.context or "not YAML"
    message, cure = _explain(problem, source, column, _context_line(error, line))
    return Fault(None, message, line + 1, column + 1, suggestion=cure)


def _context_line(error: yaml.MarkedYAMLError, line: int) -> int:
    context: Any = error.context_mark
    return (context.line if context else line) + 1


def _explain(problem: str, source: str, column: int, context: int) -> tuple[str, str]:
    before, at = source[:column], source[column : column + 1]
    if "cannot start any token" in problem and at != "\t":
        return f"A text cannot begin with '{at}'.", _QUOTES
    if "mapping values are not allowed" in problem:
        if ": " in before:
            return "A second ': ' in one line: a text that holds ': ' needs quotes.", _QUOTES
        way_out = "Indent it like the keys beside it, and see whether the line above is whole."
        return "A key cannot stand here.", way_out
    if ("expected key" in problem or "expected <block end>" in problem) and before.strip():
        return "The text goes on after its closing quote or bracket.", _QUOTES
    for piece, message, cure in _WORDS:
        if piece in problem:
            return message.format(context=context), cure.format()
    return f"This is not YAML: {problem}.", "Compare the line with the ones above it."

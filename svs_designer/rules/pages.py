"""The page of each rule: what it says, why, a wrong and a right example, how to mend.

The front matter is where a rule's name, level and group stand, and nowhere else. The page is the manual, the answer
of the command line, the explanation in the window, and the rule's test: its examples are run.
"""

import re
from dataclasses import dataclass
from functools import cache

from svs_designer.resource_files import resource
from svs_designer.rules.finding import Level

_SECTIONS = ("What", "Why", "Wrong", "Right", "Mend")
_EXAMPLE = re.compile(r"```yaml\n(.*?)```", re.DOTALL)


class NoSuchPage(LookupError):
    """A rule id without a page."""


class BrokenPage(ValueError):
    """A page that lacks a part; the message names page and part."""


@dataclass(frozen=True, slots=True)
class RulePage:
    """A rule explained. The texts are Markdown; `wrong` and `right` hold a whole native document as YAML.

    `strict` is the level in the strict profile, where it differs; `source` says on what the rule stands.
    """

    id: str
    name: str
    level: Level
    group: str
    source: str
    strict: Level | None
    what: str
    why: str
    wrong: str
    right: str
    mend: str

    @property
    def wrong_example(self) -> str:
        """Return the YAML that has the finding."""
        return _example(self.id, self.wrong)

    @property
    def right_example(self) -> str:
        """Return the YAML that has not."""
        return _example(self.id, self.right)

    @property
    def markdown(self) -> str:
        """Return the whole page to read: its title, then the sections."""
        texts = (self.what, f"{self.why}\n\n*{self.source}*", self.wrong, self.right, self.mend)
        title = f"# {self.id} {self.name}\n\n{self.level.capitalize()} · {self.group}\n"
        return title + "".join(f"\n## {name}\n\n{text}\n" for name, text in zip(_SECTIONS, texts, strict=True))


def page_ids() -> tuple[str, ...]:
    """Return the ids of all rules that have a page, in order."""
    return tuple(sorted(path.stem for path in resource("rules").glob("*.md")))


@cache
def page(rule_id: str) -> RulePage:
    """Return the page of a rule. Raises NoSuchPage, or BrokenPage for a page that lacks a part."""
    path = resource("rules", f"{rule_id}.md")
    if not re.fullmatch(r"[A-Z]+\d+", rule_id) or not path.is_file():
        raise NoSuchPage(f"no page {rule_id!r}: the rules are {', '.join(page_ids())}")
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    front = dict(line.split(": ", 1) for line in head.splitlines())
    texts = dict(_section(part) for part in re.split(r"^## ", body, flags=re.MULTILINE)[1:])
    missing = [part for part in ("id", "name", "level", "group", "source") if part not in front]
    missing += [name for name in _SECTIONS if not texts.get(name)]
    if missing or front["id"] != rule_id:
        raise BrokenPage(f"the page {path.name} lacks {', '.join(missing) or 'its own id'}")
    return RulePage(
        id=rule_id,
        name=front["name"],
        level=Level(front["level"]),
        group=front["group"],
        source=front["source"],
        strict=Level(front["strict"]) if "strict" in front else None,
        what=texts["What"],
        why=texts["Why"],
        wrong=texts["Wrong"],
        right=texts["Right"],
        mend=texts["Mend"],
    )


def _section(part: str) -> tuple[str, str]:
    title, _, text = part.partition("\n")
    return title.strip(), text.strip()


def _example(rule_id: str, text: str) -> str:
    match = _EXAMPLE.search(text)
    if match is None:
        raise BrokenPage(f"the page {rule_id}.md has a section without its YAML example")
    return match[1]

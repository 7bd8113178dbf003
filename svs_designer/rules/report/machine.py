"""Reports that other tools read: plain JSON, annotations of GitHub Actions, and JUnit XML."""

import json
import xml.etree.ElementTree as ET
from collections.abc import Sequence

from svs_designer.rules.finding import Level
from svs_designer.rules.report.located import LocatedFinding, count_by_level, element_text, in_file_order, one_line

_GITHUB = {Level.ERROR: "error", Level.WARNING: "warning", Level.ADVICE: "notice"}


def as_json(findings: Sequence[LocatedFinding], *, files: int = 1) -> str:
    """Return an object with `findings` and a `summary`. An element is a node's id, or `source->target` for a link."""
    found = in_file_order(findings)
    counts = {level.value: count for level, count in count_by_level(found).items()}
    fixable = sum(each.finding.is_fixable for each in found)
    report = {
        "findings": [_fields(each) for each in found],
        "summary": {"files": files, "findings": len(found), **counts, "fixable": fixable},
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _fields(each: LocatedFinding) -> dict[str, object]:
    finding = each.finding
    return {
        "file": each.file,
        "rule": finding.rule,
        "level": finding.level.value,
        "stream": finding.stream,
        "element": element_text(finding.element),
        "field": finding.field,
        "message": finding.message,
        "line": each.line or None,
        "column": each.column or None,
        "fixable": finding.is_fixable,
        "fixes": [fix.title for fix in finding.fixes],
    }


def github(findings: Sequence[LocatedFinding]) -> str:
    """Return workflow commands, one a line, that GitHub shows beside the code; nothing without findings."""
    return "".join(f"{_command(each)}\n" for each in in_file_order(findings))


def _command(each: LocatedFinding) -> str:
    where = {"file": each.file}
    if each.line:
        where |= {"line": str(each.line), "col": str(max(each.column, 1))}
    where["title"] = each.finding.rule
    properties = ",".join(f"{key}={_property(value)}" for key, value in where.items())
    return f"::{_GITHUB[each.finding.level]} {properties}::{_data(each.finding.message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def junit(findings: Sequence[LocatedFinding], *, files: Sequence[str] = ()) -> str:
    """Return a test suite for each file, a failed case for each finding, and one passed case for a clean file.

    `files` are those that were checked, findings or not. Advice passes, with its message as output.
    """
    found = in_file_order(findings)
    failures = sum(each.finding.level > Level.ADVICE for each in found)
    names = list(dict.fromkeys((*files, *(each.file for each in found))))
    root = ET.Element("testsuites", name="svs-designer", tests="0", failures=str(failures))
    for name in names:
        mine = [each for each in found if each.file == name]
        failed = sum(each.finding.level > Level.ADVICE for each in mine)
        attributes = {"name": one_line(name), "tests": str(max(len(mine), 1)), "failures": str(failed), "errors": "0"}
        suite = ET.SubElement(root, "testsuite", attributes)
        if not mine:
            ET.SubElement(suite, "testcase", name="no findings", classname=one_line(name))
        for each in mine:
            _case(suite, each)
    root.set("tests", str(len(root.findall(".//testcase"))))
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _case(suite: ET.Element, each: LocatedFinding) -> None:
    finding = each.finding
    place = " ".join(part for part in (finding.stream, element_text(finding.element)) if part)
    name = one_line(f"{finding.rule} {place}".strip())
    case = ET.SubElement(suite, "testcase", name=name, classname=one_line(each.file))
    text = one_line(f"{each.file}:{each.line}:{each.column}: {finding.message}")
    if finding.level is Level.ADVICE:
        ET.SubElement(case, "system-out").text = text
    else:
        kind = {"message": one_line(finding.message), "type": finding.level.value}
        ET.SubElement(case, "failure", kind).text = text

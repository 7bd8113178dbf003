"""The report as JUnit XML, which GitLab, Jenkins and Azure show as tests."""

import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Sequence

from svs_designer.rules.finding import Level
from svs_designer.rules.report.located import (
    LocatedFinding,
    acceptance_text,
    element_text,
    in_file_order,
    one_line,
)

_COUNTED = {"tests": "testcase", "failures": "failure", "skipped": "skipped"}
"""What a suite counts, by the tag it counts."""


def junit(findings: Sequence[LocatedFinding], *, files: Sequence[str] = ()) -> str:
    """Return a test suite for each file, a case for each finding, and one passed case for a clean file.

    `files` are those that were checked, findings or not. Errors and warnings fail; advice passes, with its message as
    output; accepted findings are skipped, with the reason. The names of cases tell twins apart, as GitLab wants it.
    """
    found = in_file_order(findings)
    root = ET.Element("testsuites", name="svs-designer")
    for file in dict.fromkeys((*files, *(each.file for each in found))):
        _suite(root, file, [each for each in found if each.file == file])
    _count(root)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _suite(root: ET.Element, file: str, findings: Sequence[LocatedFinding]) -> None:
    suite = ET.SubElement(root, "testsuite", name=one_line(file))
    seen: Counter[str] = Counter()
    if not findings:
        ET.SubElement(suite, "testcase", name="no findings", classname=one_line(file), file=one_line(file))
    for each in findings:
        name = _name(each)
        seen[name] += 1
        _case(suite, each, name if seen[name] == 1 else f"{name} ({seen[name]})")
    _count(suite)
    suite.set("errors", "0")


def _name(each: LocatedFinding) -> str:
    place = " ".join(part for part in (each.finding.stream, element_text(each.finding.element)) if part)
    return one_line(f"{each.finding.rule} {place}")


def _case(suite: ET.Element, each: LocatedFinding, name: str) -> None:
    finding = each.finding
    case = ET.SubElement(suite, "testcase", name=name, classname=one_line(each.file), file=one_line(each.file))
    if each.line:
        case.set("line", str(each.line))
    text = one_line(f"{each.file}:{each.line}:{each.column}: {finding.message}")
    if finding.accepted:
        ET.SubElement(case, "skipped", message=acceptance_text(finding.accepted)).text = text
    elif finding.level is Level.ADVICE:
        ET.SubElement(case, "system-out").text = text
    else:
        ET.SubElement(case, "failure", message=one_line(finding.message), type=finding.level.value).text = text


def _count(part: ET.Element) -> None:
    for name, tag in _COUNTED.items():
        part.set(name, str(sum(1 for _ in part.iter(tag))))

"""A stream as the YAML that dag-factory makes a DAG of.

dag-factory replaces `$NAME` by variables of the environment before it reads the file, in values and comments alike:
no dollar sign is left that could begin one.
"""

import re
from collections.abc import Iterator
from typing import Any

from svs_designer.drawing.text import plain
from svs_designer.exchange.exporter import Exported, ExportRequest, Loss
from svs_designer.exchange.harmless import harmless
from svs_designer.exchange.plain_yaml.emitter import emit
from svs_designer.exchange.repeats import chosen_repeats
from svs_designer.exchange.tasks import automatic_steps, tasks_of
from svs_designer.formats.airflow.operators import operator
from svs_designer.model.document import Document
from svs_designer.model.stream import ValueStream

_TIMES = Loss("delays, targets and shares are left out, touch and waiting times are only told: no clock runs")
_RESERVED = frozenset({"default", "task_groups"})
"""What dag-factory does not take for the name of a DAG."""
_VARIABLE = re.compile(r"\$(?=[\w{])")


def airflow_of(request: ExportRequest) -> Exported:
    """Write a sound stream as YAML for dag-factory; raise CannotExport where it grows too large."""
    stream = request.stream
    made = tasks_of(stream, chosen_repeats(request.settings))
    losses = (*made.losses, *automatic_steps(stream, "confirm", "operator"), _TIMES)
    dag = _dag(stream, request.document)
    dag["tasks"] = [operator(task, stream, request.document) for task in made.tasks]
    # Text with a dollar sign is quoted, and between quotes this is one to YAML alone.
    body = emit({dag_id(stream): dag}, in_block=("tasks", "options_mapping")).replace("$", "\\u0024")
    head = "".join(f"# {_VARIABLE.sub('$ ', line)}".rstrip() + "\n" for line in _header(stream, losses))
    return Exported((head + body).encode(), losses)


def dag_id(stream: ValueStream) -> str:
    """Return the name of the DAG."""
    return f"{stream.id}-stream" if stream.id in _RESERVED else stream.id


def _dag(stream: ValueStream, document: Document) -> dict[str, Any]:
    asked = harmless(stream.demand.text) if stream.demand else ""
    gained = harmless(stream.value.outcome) if stream.value else ""
    dag: dict[str, Any] = {
        "dag_display_name": harmless(stream.label),
        "description": ": ".join(part for part in (asked, gained) if part),
        "schedule": "none",
        "catchup": False,
        "tags": ["value-stream"],
    }
    owner = harmless(document.label("roles", stream.owner))
    if owner:
        dag["default_args"] = {"owner": owner}
    return dag


def _header(stream: ValueStream, losses: tuple[Loss, ...]) -> Iterator[str]:
    yield f"Airflow 3.1 or later, with dag-factory 1.0 or later: “{plain(stream.label)}”, written by SVS Designer."
    yield ""
    yield "Put it into the DAGs folder, beside a Python file that lets dag-factory read it. Airflow looks only into"
    yield "Python files that speak of airflow and of a DAG, as this one does:"
    yield ""
    yield "  from airflow.sdk import DAG"
    yield "  from dagfactory import load_yaml_dags"
    yield '  load_yaml_dags(globals_dict=globals(), suffix=[".airflow.yaml"])'
    yield ""
    yield "Steps wait under “Required actions” until somebody confirms them or chooses the way on."
    yield ""
    yield "What this format could not hold:"
    yield from (f"  - {plain(loss.message)}" for loss in losses)

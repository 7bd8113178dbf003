"""How an engineer runs the files of a hand-over folder: short programs that our tests run as they stand."""

from collections.abc import Sequence
from string import Template

from svs_designer.exchange.hand_over import BPMN_ENGINE, OPEN_WORKFLOW, SPIFF, Part

SPIFF_TESTED, BPMN_ENGINE_TESTED = "3.2", "25.0"
"""The versions our tests install."""

_SPIFF = Template("""
### In Python, with SpiffWorkflow

`pip install SpiffWorkflow` (tested with $version), then:

```python
from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.util.task import TaskState

parser = BpmnParser()
parser.add_bpmn_file("$file")
process = parser.get_spec(parser.get_process_ids()[0])
case = BpmnWorkflow(process, parser.get_subprocess_specs(process.name))
case.task_tree.data.update({$booleans})
while not case.is_completed():
    work = case.get_tasks(state=TaskState.READY)[0]
    if work.task_spec.bpmn_name:
        print(work.task_spec.bpmn_name)
    if work.run() is None:
        work.complete()  # work of a machine: it is done when somebody says so
```""")

_BPMN_ENGINE = Template("""
### In Node, with bpmn-engine

`npm install bpmn-engine` (tested with $version), then:

```js
const fs = require("fs");
const { EventEmitter } = require("events");
const { Engine } = require("bpmn-engine");

const source = fs.readFileSync("$file", "utf8");
const variables = {$booleans};
const services = {}; // the work of machines
for (const [, step] of source.matchAll(/environment\\.services\\.(\\w+)/g)) {
  services[step] = (_, done) => { console.log(step); done(); };
}
const listener = new EventEmitter(); // the work of people
listener.on("activity.wait", (work) => { console.log(work.name); work.signal(); });
new Engine({ source, services, variables })
  .execute({ listener }, (error) => console.log(error || "The case is over"));
```""")

_SVS_DESIGNER = Template("""
### With SVS Designer

Step by step in a terminal, without a server:

```sh
svs-designer run $file --on local
```""")


def how_to_run(part: Part, name: str, booleans: Sequence[str]) -> list[str]:
    """Return the lines that say how to run a file; none for one that nothing runs."""
    match part.name:
        case SPIFF.name:
            answers = ", ".join(f'"{each}": False' for each in booleans)
            text = _SPIFF.substitute(version=SPIFF_TESTED, file=name, booleans=answers)
        case BPMN_ENGINE.name:
            answers = ", ".join(f"{each}: false" for each in booleans)
            text = _BPMN_ENGINE.substitute(version=BPMN_ENGINE_TESTED, file=name, booleans=answers)
        case OPEN_WORKFLOW.name:
            text = _SVS_DESIGNER.substitute(file=name)
        case _:
            return []
    return text.split("\n")

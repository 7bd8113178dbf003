// Reads a BPMN file and prints how long bpmnlint's recommended rules take over it, and how much they find, for the number
// of runs that is told. Its rules are loaded before the first run counts; what a file needs to be read is no part of it.
const Linter = require("bpmnlint").Linter;
const NodeResolver = require("bpmnlint/lib/resolver/node-resolver");

async function main() {
  const { BpmnModdle } = await import("bpmn-moddle");
  const { rootElement } = await new BpmnModdle().fromXML(require("fs").readFileSync(0, "utf8"));
  const times = [];
  let findings = 0;
  for (let run = 0; run <= Number(process.argv[1]); run++) {
    // Its rules remember what they saw: each run has a linter of its own.
    const linter = new Linter({ config: { extends: "bpmnlint:recommended" }, resolver: new NodeResolver() });
    const start = performance.now();
    const found = await linter.lint(rootElement);
    times.push(performance.now() - start);
    findings = Object.values(found).flat().length;
  }
  console.log(JSON.stringify({ ms: times.slice(1), findings }));
}
main().catch((error) => { console.error(error); process.exit(1); });

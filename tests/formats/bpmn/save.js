// Reads {name: xml} and prints {name: xml}: each as a modeller on bpmn-moddle writes it after opening and saving.
async function main() {
  const files = JSON.parse(require("fs").readFileSync(0, "utf8"));
  const { BpmnModdle } = await import("bpmn-moddle");
  const answer = {};
  for (const [name, xml] of Object.entries(files)) {
    const moddle = new BpmnModdle();
    const { rootElement } = await moddle.fromXML(xml);
    answer[name] = (await moddle.toXML(rootElement, { format: true })).xml;
  }
  console.log(JSON.stringify(answer));
}
main().catch((error) => { console.error(error); process.exit(1); });

// Runs each of [{xml, answers: {step: [[variable, ...], ...]}}] in bpmn-engine and prints the visits per node.
// A step's n-th visit sets the booleans of its n-th answer, and all others of that step to false.
const { Engine } = require("bpmn-engine");
const { EventEmitter } = require("events");

async function run({ xml, answers }) {
  const visits = {};
  const services = {};
  for (const [, name] of xml.matchAll(/environment\.services\.(\w+)/g)) services[name] = (_, next) => next();
  const listener = new EventEmitter();
  const engine = new Engine({ name: "case", source: xml, variables: {}, services });
  const decide = (id, environment) => {
    const round = visits[id] - 1;
    for (const [variable, rounds] of Object.entries(answers[id] || {})) environment.variables[variable] = Boolean(rounds[round]);
  };
  listener.on("activity.enter", (api) => {
    if (!["bpmn:Process", "bpmn:Definitions"].includes(api.type)) visits[api.id] = (visits[api.id] || 0) + 1;
    if (visits[api.id] > 50) throw new Error(`${api.id} is visited for ever`);
    decide(api.id, api.environment);
  });
  listener.on("activity.wait", (api) => api.signal());
  const over = new Promise((done) => { engine.once("end", () => done("ended")); engine.once("error", (error) => done(`${error}`)); });
  await engine.execute({ listener });
  return { visits, state: await over };
}

const late = () => new Promise((done) => { setTimeout(() => done({ state: "hangs" }), 3000); });

async function main() {
  const cases = JSON.parse(require("fs").readFileSync(0, "utf8"));
  const found = [];
  for (const each of cases) {
    found.push(await Promise.race([run(each), late()]));
  }
  console.log(JSON.stringify(found));
}
main().then(() => process.exit(0), (error) => { console.error(error); process.exit(1); });

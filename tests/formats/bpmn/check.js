// Reads {name: xml} and prints {name: complaints} of bpmn-moddle, bpmnlint's recommended rules, and bpmn-js in jsdom.
const { JSDOM } = require("jsdom");
const { Linter } = require("bpmnlint");
const NodeResolver = require("bpmnlint/lib/resolver/node-resolver");

// What bpmn-js wants of a browser and jsdom has not; nothing here measures or paints.
function browser() {
  const dom = new JSDOM("<!DOCTYPE html><div id='canvas'></div>", { pretendToBeVisual: true });
  const { window } = dom;
  class SVGMatrix {
    constructor() { Object.assign(this, { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 }); }
    inverse() { return new SVGMatrix(); }
    multiply() { return new SVGMatrix(); }
    translate() { return new SVGMatrix(); }
    scale() { return new SVGMatrix(); }
  }
  const matrix = () => new SVGMatrix();
  const transform = () => ({ matrix: matrix(), setMatrix() {}, setTranslate() {}, setRotate() {}, setScale() {} });
  const list = { consolidate: () => null, clear() {}, appendItem() {}, initialize() {}, numberOfItems: 0, getItem: transform };
  const drawing = window.SVGElement.prototype;
  Object.assign(drawing, {
    getBBox: () => ({ x: 0, y: 0, width: 10, height: 10 }),
    getCTM: matrix,
    getScreenCTM: matrix,
    getComputedTextLength: () => 10,
    createSVGMatrix: matrix,
    createSVGTransform: transform,
    createSVGTransformFromMatrix: transform,
  });
  Object.defineProperty(drawing, "transform", { get: () => ({ baseVal: list }) });
  window.SVGMatrix = SVGMatrix;
  window.CSS = { escape: (text) => text.replace(/[^\w-]/g, "\\$&") };
  Object.defineProperty(globalThis, "window", { value: window, configurable: true });
  for (const name of ["document", "Node", "Element", "SVGElement", "HTMLElement", "DOMParser", "SVGMatrix", "CSS", "MouseEvent", "Event"]) {
    Object.defineProperty(globalThis, name, { value: window[name], configurable: true });
  }
  return window;
}

async function drawn(Viewer, window, xml) {
  const container = window.document.getElementById("canvas");
  const viewer = new Viewer({ container });
  const { warnings } = await viewer.importXML(xml);
  const shapes = viewer.get("elementRegistry").getAll().length;
  viewer.destroy();
  return { complaints: warnings.map((each) => each.message), shapes };
}

async function main() {
  const files = JSON.parse(require("fs").readFileSync(0, "utf8"));
  const window = browser();
  const { BpmnModdle } = await import("bpmn-moddle");
  const Viewer = require("bpmn-js/dist/bpmn-viewer.development.js");
  const answer = {};
  for (const [name, xml] of Object.entries(files)) {
    const { rootElement, warnings } = await new BpmnModdle().fromXML(xml);
    // Its rules remember what they saw: a linter serves one file.
    const linter = new Linter({ config: { extends: "bpmnlint:recommended" }, resolver: new NodeResolver() });
    const findings = await linter.lint(rootElement);
    const lint = Object.entries(findings).flatMap(([rule, found]) => found.map((each) => `${rule}: ${each.id} ${each.message}`));
    const picture = await drawn(Viewer, window, xml);
    answer[name] = { moddle: warnings.map((each) => each.message), lint, js: picture.complaints, shapes: picture.shapes };
  }
  console.log(JSON.stringify(answer));
}
main().catch((error) => { console.error(error); process.exit(1); });

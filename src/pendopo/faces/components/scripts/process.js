// The drawing of a process with its marks. The table beside it says the same; when anything here
// fails, the canvas says so and the page stays whole.
import NavigatedViewer from "bpmn-js/lib/NavigatedViewer";

async function draw(canvas) {
  const answer = await fetch(canvas.dataset.process, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(String(answer.status));
  const viewer = new NavigatedViewer({ container: canvas });
  await viewer.importXML(await answer.text());
  const waiting = canvas.querySelector(".waiting");
  if (waiting) waiting.remove();
  let shown = mark(viewer, []);
  fit(canvas, viewer, shown);
  // The table renews itself when something happens (live.js); the marks come with it.
  document.body.addEventListener("htmx:afterSettle", () => { shown = mark(viewer, shown); });
}

// Put the marks of the page on the drawing, in place of those `before`.
function mark(viewer, before) {
  const elements = viewer.get("elementRegistry");
  const picture = viewer.get("canvas");
  const overlays = viewer.get("overlays");
  overlays.clear();
  for (const old of before) picture.removeMarker(old.element, `is-${old.state}`);
  const source = document.querySelector("[data-marks]");
  const marks = JSON.parse((source && source.dataset.marks) || "[]").filter((one) => elements.get(one.element));
  for (const one of marks) {
    picture.addMarker(one.element, `is-${one.state}`);
    const badge = document.createElement("span");
    badge.className = `badge is-${one.state}`;
    badge.textContent = one.badge;
    badge.title = one.said;
    overlays.add(one.element, { position: { top: -12, right: 14 }, html: badge });
  }
  return marks;
}

// The whole drawing where there is room; on a phone, legible and at what matters first.
function fit(canvas, viewer, marks) {
  const picture = viewer.get("canvas");
  const { inner } = picture.viewbox();
  const asDrawn = (canvas.clientWidth / inner.width) * inner.height + 24;
  canvas.style.height = `${Math.round(Math.min(Math.max(asDrawn, 300), window.innerHeight * 0.86))}px`;
  picture.resized();
  picture.zoom("fit-viewport", "auto");
  if (picture.zoom() >= 0.55) return;
  const first = marks.find((one) => one.state !== "done");
  picture.zoom(0.7);
  if (first) picture.scrollToElement(first.element, 40);
}

for (const canvas of document.querySelectorAll("[data-process]")) {
  draw(canvas).catch(() => { canvas.hidden = true; });
}

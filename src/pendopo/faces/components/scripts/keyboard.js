// The desk without a mouse: J K X Enter A / ? and keys named on buttons (data-key).
const rows = () => Array.from(document.querySelectorAll("[data-row]"));
const link = (row) => row.querySelector("a");
const typing = (element) => element.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");

function here() {
  const all = rows();
  const focused = document.activeElement && document.activeElement.closest("[data-row]");
  return [all, all.indexOf(focused || document.querySelector("[data-row].here"))];
}

function move(by) {
  const [all, at] = here();
  const next = all[Math.max(0, Math.min(all.length - 1, at + by))];
  if (!next) return;
  link(next).focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

const acts = {
  j: () => move(1),
  k: () => move(-1),
  x: () => {
    const [all, at] = here();
    const box = at >= 0 && all[at].querySelector("input[type=checkbox]");
    if (box) box.click();
  },
  enter: (event) => {
    const [all, at] = here();
    if (at < 0 || event.target.closest("a, button, summary")) return false;
    link(all[at]).click();
    return true;
  },
  "/": () => {
    const box = document.querySelector("input[type=search]");
    if (!box) return false;
    box.focus();
    return true;
  },
  "?": () => document.getElementById("keys")?.showModal(),
};

// The button a key stands for: with rows ticked the one for all of them, else the open case's own;
// on the bare list the row in focus is ticked for it.
function named(key) {
  const buttons = Array.from(document.querySelectorAll(`[data-key="${CSS.escape(key.toUpperCase())}"]`));
  const single = buttons.find((one) => !one.closest(".bulk"));
  const many = buttons.find((one) => one.closest(".bulk"));
  const ticked = () => document.querySelector("input.pick:checked");
  if (single && !(many && ticked())) return single;
  if (many && !ticked()) acts.x();
  return many && ticked() ? many : undefined;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (typing(event.target) || event.target.closest("dialog")) return;
  const key = event.key.toLowerCase();
  const act = acts[key];
  const button = act ? undefined : named(key);
  if (act ? act(event) !== false : button) {
    event.preventDefault();
    if (!act) button.click();
  }
});

// "Pilih semua di halaman ini" and the count beside the bulk buttons.
document.addEventListener("change", (event) => {
  const all = event.target.closest("[data-pick-all]");
  const boxes = document.querySelectorAll("input.pick");
  if (all) for (const box of boxes) box.checked = all.checked;
  if (!all && !event.target.matches("input.pick")) return;
  const count = Array.from(boxes).filter((box) => box.checked).length;
  for (const place of document.querySelectorAll("[data-picked]")) place.textContent = String(count);
  for (const bar of document.querySelectorAll("[data-when-picked]")) bar.hidden = !count;
});

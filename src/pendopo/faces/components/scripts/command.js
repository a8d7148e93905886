// The command wall: parts by htmx, live news, a clock in the region's time.
import htmx from "htmx.org/dist/htmx.esm.js";
import "./live.js";

window.htmx = htmx;

const clock = document.querySelector("[data-clock]");
if (clock) {
  const zone = clock.dataset.zone || "Asia/Jakarta";
  const form = new Intl.DateTimeFormat("id-ID", { hour: "2-digit", minute: "2-digit", timeZone: zone });
  // The product's moment, which a demo may have moved: the page says it, and each part fetched anew.
  let ahead = 0;
  const set = (moment) => { ahead = Date.parse(moment) - Date.now() || 0; };
  const tick = () => { clock.textContent = form.format(new Date(Date.now() + ahead)); };
  set(clock.dataset.now);
  document.addEventListener("htmx:afterSwap", (event) => {
    const said = event.target.querySelector("[data-now]");
    if (said) set(said.dataset.now);
    tick();
  });
  tick();
  setInterval(tick, 1000);
}

// Sections that fold: open on a wall, on a telephone as they were left, also when fetched anew.
const wide = window.matchMedia("(min-width: 1000px)");
const left = new Map();
function unfold(root) {
  for (const one of root.querySelectorAll(".fold")) one.open = wide.matches || left.get(one.dataset.fold) || false;
}
document.addEventListener("click", (event) => {
  const fold = event.target.closest && event.target.closest(".fold > summary");
  if (fold) left.set(fold.parentElement.dataset.fold, !fold.parentElement.open);
});
document.addEventListener("htmx:afterSwap", (event) => unfold(event.target));
wide.addEventListener ? wide.addEventListener("change", () => unfold(document)) : wide.addListener(() => unfold(document));
unfold(document);

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

// The command wall: parts by htmx, live news, a clock in the region's time.
import htmx from "htmx.org/dist/htmx.esm.js";
import "./live.js";

window.htmx = htmx;

const clock = document.querySelector("[data-clock]");
if (clock) {
  const zone = clock.dataset.zone || "Asia/Jakarta";
  const form = new Intl.DateTimeFormat("id-ID", { hour: "2-digit", minute: "2-digit", timeZone: zone });
  const tick = () => { clock.textContent = form.format(new Date()); };
  tick();
  setInterval(tick, 1000);
}

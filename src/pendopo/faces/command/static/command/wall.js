// The wall keeps itself fresh: parts are fetched again when news came, at most once a second,
// and every 15 seconds anyway, because lateness grows without news. Each tile says how old its
// figures are and turns grey when they are.
const EVERY = 15_000;
const PACE = 1_000;
const STALE = 45; // seconds

const wall = document.querySelector("[data-wall]");
const parts = [...document.querySelectorAll("[data-part]")];
const fetched = new Map(parts.map((part) => [part, Date.now()]));
let last = Date.now();
let timer = 0;

function refresh() {
  timer = 0;
  last = Date.now();
  if (document.hidden) return;
  for (const part of parts) window.htmx.trigger(part, "refresh");
}

function soon(wait) {
  if (!timer) timer = setTimeout(refresh, Math.max(wait, last + PACE - Date.now(), 0));
}

wall.addEventListener("news", () => soon(0));
setInterval(() => soon(0), EVERY);
document.addEventListener("visibilitychange", () => { if (!document.hidden) soon(0); });

document.addEventListener("htmx:afterSwap", (event) => {
  const part = event.target.closest("[data-part]");
  if (part) fetched.set(part, Date.now());
  ages();
});

function ages() {
  for (const [part, at] of fetched) {
    const age = Math.round((Date.now() - at) / 1000);
    part.classList.toggle("stale", age > STALE);
    for (const tile of part.querySelectorAll(".tile")) tile.classList.toggle("stale", age > STALE);
    for (const place of part.querySelectorAll("[data-age]")) place.textContent = words(age);
  }
}

function words(age) {
  if (age < 2) return wall.dataset.justNow;
  if (age < 120) return wall.dataset.seconds.replace("{n}", String(age));
  return wall.dataset.minutes.replace("{n}", String(Math.round(age / 60)));
}

ages();
setInterval(ages, 1000);

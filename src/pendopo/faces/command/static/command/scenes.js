// With ?putar in the address the scenes take turns; a critical alarm calls the first one back and
// holds it there until somebody has acknowledged it.
const asked = new URLSearchParams(location.search);
const links = [...document.querySelectorAll(".scenes a")].filter((one) => one.pathname.startsWith("/pusat/"));

function critical(root) {
  const place = root.querySelector("[data-critical]");
  return place ? Number(place.dataset.critical) : 0;
}

function go(link) {
  location.assign(`${link.pathname}?putar=1`);
}

if (asked.has("putar") && links.length > 1) {
  const here = links.findIndex((one) => one.pathname === location.pathname);
  const seconds = Number(document.querySelector("[data-turn-seconds]")?.dataset.turnSeconds) || 30;
  setInterval(() => { if (!critical(document)) go(links[(here + 1) % links.length]); }, seconds * 1000);
}

// On another scene: ask whether something critical came.
const call = document.querySelector("[data-call]");
if (call) call.addEventListener("news", async (event) => {
  if (!(event.detail?.kinds || []).includes("watch.alarm_raised")) return;
  const answer = await fetch(call.dataset.call, { headers: { "HX-Request": "true" } });
  if (answer.status !== 200) return;
  const part = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (critical(part)) go(links[0]);
});

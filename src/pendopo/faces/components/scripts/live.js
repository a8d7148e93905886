// News without reloading. <body data-live="/events?..."> opens one stream; an event says only
// which kinds of facts came, then parts with data-news="case. task." (prefixes; empty = any) get
// a "news" event: `hx-get="..." hx-trigger="news"` fetches the part, with every right checked there.
const STALE = 30; // seconds without a sign of life
const PACE = 300; // milliseconds: a burst of facts is one refresh

export function live(address) {
  let last = Date.now();
  let beats = false;
  let alive = false;
  let kinds = {};
  let timer = 0;
  const source = new EventSource(address);

  const sign = () => { last = Date.now(); alive = true; };
  source.onopen = sign;
  source.onerror = () => { alive = false; };
  source.addEventListener("beat", () => { beats = true; sign(); });
  source.addEventListener("facts", (event) => {
    sign();
    const data = JSON.parse(event.data);
    for (const [kind, count] of Object.entries(data.kinds || {})) kinds[kind] = (kinds[kind] || 0) + count;
    if (!timer) timer = setTimeout(tell, PACE);
  });

  function tell() {
    timer = 0;
    const came = Object.keys(kinds);
    kinds = {};
    for (const part of document.querySelectorAll("[data-news]")) {
      const wanted = part.dataset.news.split(/\s+/).filter(Boolean);
      if (!wanted.length || came.some((kind) => wanted.some((start) => kind.startsWith(start)))) {
        part.dispatchEvent(new CustomEvent("news", { detail: { kinds: came } }));
      }
    }
  }

  setInterval(() => {
    if (alive && !beats && source.readyState === EventSource.OPEN) last = Date.now();
    const age = Math.round((Date.now() - last) / 1000);
    for (const place of document.querySelectorAll("[data-live-age]")) {
      place.textContent = place.dataset.liveAge.replace("{n}", String(age));
      place.classList.toggle("stale", age > STALE);
    }
    document.body.classList.toggle("stale", age > STALE);
  }, 1000);
  window.addEventListener("pagehide", () => source.close());
}

if (document.body.dataset.live && window.EventSource) live(document.body.dataset.live);

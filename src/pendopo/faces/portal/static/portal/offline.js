// The form of a report without a line: the page as a stranger gets it, and the files it names.
const SHELF = "report-1";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

// The page says what it is made of; files that it no longer names are thrown away.
self.addEventListener("message", (event) => event.waitUntil(keep(event.data)));

async function keep([page, ...files]) {
  const shelf = await caches.open(SHELF);
  const answer = await fetch(page, { credentials: "omit", cache: "no-store" });
  if (!answer.ok) return;
  await shelf.put(page, answer);
  for (const file of files) {
    if (!(await shelf.match(file))) await shelf.add(file).catch(() => {});
  }
  for (const request of await shelf.keys()) {
    if (request.url.includes("/static/") && !files.includes(request.url)) await shelf.delete(request);
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const path = new URL(request.url).pathname;
  const own = request.mode === "navigate" && path === "/lapor/";
  if (own || path.startsWith("/static/")) {
    event.respondWith(fetch(request).catch(async () => {
      const kept = await caches.match(own ? path : request, { ignoreVary: true });
      return kept || Response.error();
    }));
  }
});

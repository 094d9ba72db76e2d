// Shows a page of ours where the browser would say that nobody answers. Keeps that page and what it needs (KEPT, above),
// and nothing else: no page with anybody's words, no answer of the server. Only loading a page by GET passes through here.

const CACHE = "rapport-offline-" + KEPT.join().split("/assets/")[1].split("/")[0];

self.addEventListener("install", (event) => {
  const fresh = KEPT.map((address) => new Request(address, { credentials: "omit", cache: "reload" }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(fresh)).then(() => self.skipWaiting()));
});

async function takeOver() {
  // The browser itself asks for the page, with its own cookies and its own word on where the visitor comes from. A worker
  // that asked in its place would pass for one of our pages.
  await self.registration.navigationPreload?.enable();
  const others = (await caches.keys()).filter((name) => name !== CACHE);
  await Promise.all(others.map((name) => caches.delete(name)));
  await self.clients.claim();
}

self.addEventListener("activate", (event) => event.waitUntil(takeOver()));

async function pageOr(kept, event) {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request));
  } catch {
    return (await caches.match(kept)) ?? Response.error();
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.mode === "navigate" && request.method === "GET" && self.registration.navigationPreload) {
    event.respondWith(pageOr("/offline", event));
  } else if (new URL(request.url).origin === self.location.origin && KEPT.includes(new URL(request.url).pathname)) {
    // What that page needs, while nobody answers.
    event.respondWith(fetch(request).catch(async () => (await caches.match(request.url)) ?? Response.error()));
  }
});

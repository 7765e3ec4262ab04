// Keeps what was read, and the pages of the reader's language, for when the network is gone.
// With a network a page always comes from there, so nobody reads yesterday's price.
const SETTINGS = /* SETTINGS */ {};
const NAME = `docs-${SETTINGS.version}`;
const ROOT = new URL("./", self.location).href;
const PATIENCE_MS = 4000;

self.addEventListener("install", (event) => {
  // Asked of the server: what the browser still has may be of the release before.
  const files = [...SETTINGS.shell, ...SETTINGS.missing].map((path) => new Request(ROOT + path, { cache: "no-cache" }));
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll(files)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = caches.keys().then((names) => names.filter((name) => name.startsWith("docs-") && name !== NAME));
  event.waitUntil(old.then((names) => Promise.all(names.map((name) => caches.delete(name)))).then(() => self.clients.claim()));
});

self.addEventListener("message", (event) => {
  const { pages, language } = event.data;
  const index = (SETTINGS.search[language] || []).map((path) => ROOT + path);
  event.waitUntil(keep([...pages, ...(language ? index : [])]));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(ROOT)) return;
  event.respondWith(request.mode === "navigate" ? page(request) : file(request));
});

// One after the other: the reader's own requests come first.
async function keep(addresses) {
  const cache = await caches.open(NAME);
  for (const address of addresses) {
    if (!address.startsWith(ROOT) || (await cache.match(address))) continue;
    try {
      const answer = await fetch(address);
      if (answer.ok && !answer.redirected) await cache.put(address, answer);
    } catch {
      return;
    }
  }
}

async function page(request) {
  const cache = await caches.open(NAME);
  const kept = await cache.match(request, { ignoreSearch: true });
  try {
    const answer = await fromNetwork(request, kept ? PATIENCE_MS : 0);
    if (answer.ok && !answer.redirected) await cache.put(clean(request.url), answer.clone());
    return answer;
  } catch {
    return kept || (await instead(cache, request));
  }
}

// A slow network counts as none if the page is at hand.
function fromNetwork(request, patience) {
  if (!patience) return fetch(request);
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patience);
  return fetch(request, { signal: stop.signal }).finally(() => clearTimeout(timer));
}

async function instead(cache, request) {
  const path = request.url.slice(ROOT.length);
  const language = SETTINGS.languages.find((id) => path.startsWith(`${id}/`));
  const found = await cache.match(ROOT + (language ? `${language}/404.html` : "404.html"));
  return found || Response.error();
}

async function file(request) {
  const cache = await caches.open(NAME);
  const kept = await cache.match(request);
  const fresh = fetch(request).then(async (answer) => {
    if (answer.ok) await cache.put(request, answer.clone());
    return answer;
  });
  if (!kept) return fresh;
  fresh.catch(() => {});
  return kept;
}

function clean(address) {
  return address.split(/[?#]/)[0];
}

// Keeps what was read, and the pages of the reader's language, for when the network is gone. What the server answers
// is shown as it comes; the store is asked only when the server cannot be, and holds files of one release alone.
const SETTINGS = /* SETTINGS */ {};
const NAME = `docs-${SETTINGS.release}`;
const ROOT = new URL("./", self.location).href;
const FINGERPRINTED = new RegExp(`^${SETTINGS.fingerprinted}`);
const PAGE = /(?:^|\/)[^./]*$|\.(?:html|md)$/;

// Files are the same for every query.
const pathOf = (address) => address.split(/[?#]/)[0].slice(ROOT.length);
const kept = (path) => caches.match(ROOT + path, { cacheName: NAME }).catch(() => {});
// A page: past what the browser keeps by itself, which may be of another release.
const load = (path, request = ROOT + path) => fetch(request, FINGERPRINTED.test(path) ? {} : { cache: "no-cache" });

self.addEventListener("install", (event) => event.waitUntil(fill([]).then(() => self.skipWaiting())));

self.addEventListener("activate", (event) => {
  const others = (name) => name.startsWith("docs-") && name !== NAME;
  const removed = async () => Promise.all((await caches.keys()).filter(others).map((name) => caches.delete(name)));
  event.waitUntil(removed().finally(() => self.clients.claim()));
});

self.addEventListener("message", (event) => {
  const { here = ROOT, language } = event.data;
  event.waitUntil(fill([pathOf(here), ...(SETTINGS.texts[language] ?? [])]));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(ROOT) || request.headers.has("range")) return;
  const path = pathOf(request.url);
  if (FINGERPRINTED.test(path) || PAGE.test(path)) event.respondWith(answer(event, path));
});

// One after the other: the reader's own requests come first. What fails is tried again from the next page.
async function fill(paths) {
  try {
    for (const path of [...SETTINGS.shell, ...SETTINGS.missing, ...paths]) {
      if (!(await kept(path))) await keep(path, await load(path));
    }
  } catch {}
}

async function answer(event, path) {
  const before = FINGERPRINTED.test(path) && (await kept(path));
  if (before) return before;
  try {
    const fresh = await load(path, event.request);
    // The reader gets the answer at once, and also when the store is full.
    event.waitUntil(keep(path, fresh.clone()).catch(() => {}));
    return fresh;
  } catch (error) {
    const missing = SETTINGS.missing.findLast((page) => path.startsWith(page.replace("404.html", "")));
    const found = (await kept(path)) ?? (event.request.mode === "navigate" && (await kept(missing)));
    if (found) return found;
    throw error;
  }
}

async function keep(path, answer) {
  if (answer.status !== 200 || answer.type !== "basic" || answer.redirected) return;
  if (!FINGERPRINTED.test(path) && !(await ofThisRelease(path, answer.clone()))) return;
  await (await caches.open(NAME)).put(ROOT + path, answer);
}

// A page says its release. For another file, version.json says what the server has by now.
async function ofThisRelease(path, answer) {
  if (path.endsWith(".md")) answer = await fetch(`${ROOT}version.json`, { cache: "no-cache" });
  return (await answer.text()).includes(`"${SETTINGS.release}"`);
}

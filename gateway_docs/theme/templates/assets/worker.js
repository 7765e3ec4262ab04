// Keeps what was read, and the pages of the reader's language, for when the network is gone. What the server answers
// is shown as it comes; the store is asked only when the server cannot be, and holds files of one release alone.
const SETTINGS = /* SETTINGS */ {};
const NAME = `docs-${SETTINGS.release}`;
const ROOT = new URL("./", self.location).href;
const FINGERPRINTED = new RegExp(`^${SETTINGS.fingerprinted}`);
const PAGE = /(?:^|\/)[^./]*$|\.(?:html|md)$/;

self.addEventListener("install", (event) => {
  event.waitUntil(fill([...SETTINGS.shell, ...SETTINGS.missing]).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => event.waitUntil(takeOver()));

self.addEventListener("message", (event) => {
  const { here = ROOT, language } = event.data;
  event.waitUntil(fill([pathOf(here), ...SETTINGS.shell, ...SETTINGS.missing, ...(SETTINGS.texts[language] ?? [])]));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(ROOT) || request.headers.has("range")) return;
  const path = pathOf(request.url);
  if (FINGERPRINTED.test(path) || PAGE.test(path)) event.respondWith(answer(event, path));
});

async function takeOver() {
  try {
    for (const name of await caches.keys()) if (name.startsWith("docs-") && name !== NAME) await caches.delete(name);
  } finally {
    await self.clients.claim();
  }
}

// One after the other: the reader's own requests come first. What fails is tried again from the next page.
async function fill(paths) {
  try {
    for (const path of paths) {
      const cache = FINGERPRINTED.test(path) ? "default" : "no-cache";
      if (!(await kept(path))) await keep(path, await fetch(ROOT + path, { cache }));
    }
  } catch {}
}

async function answer(event, path) {
  const unchanging = FINGERPRINTED.test(path);
  const before = unchanging && (await kept(path));
  if (before) return before;
  try {
    // A page: past what the browser keeps by itself, which may be of another release.
    const fresh = await fetch(unchanging ? event.request : new Request(event.request, { cache: "no-cache" }));
    // The reader gets the answer at once, and also when the store is full.
    if (fresh.status === 200) event.waitUntil(keep(path, fresh.clone()).catch(() => {}));
    return fresh;
  } catch (error) {
    const found = (await kept(path)) ?? (event.request.mode === "navigate" && (await kept(missing(path))));
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

async function kept(path) {
  try {
    return await (await caches.open(NAME)).match(ROOT + path);
  } catch {}
}

function missing(path) {
  const language = SETTINGS.languages.find((id) => path.startsWith(`${id}/`));
  return language ? `${language}/404.html` : "404.html";
}

// Files are the same for every query.
function pathOf(address) {
  return address.split(/[?#]/)[0].slice(ROOT.length);
}

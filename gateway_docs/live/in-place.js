// Shows an edit in the open tab: text that no script has a part in changes where it stands, and the author keeps their
// place. For everything else the page is loaded again.
(async () => {
  const PAUSE_MS = 3000;
  const PLAIN = "p, ul, ol, li, dl, dt, dd, blockquote, br, a, em, strong, code, kbd";
  const { epoch, request } = document.currentScript.dataset;

  await new Promise((loaded) => addEventListener("load", loaded));
  // As the server sends it: in the tab it has buttons and marks by now, or shows another region.
  let before = await sent();
  if (before?.epoch !== epoch) return location.reload();
  for (;;) {
    await visible();
    if (Number(await newest(before.epoch)) <= Number(before.epoch)) continue;
    const after = await sent();
    const change = after?.frame === before.frame && difference(articleOf(document), before.article, after.article);
    if (!change) return location.reload();
    change();
    before = after;
  }

  // A hidden tab does not wait: a browser keeps few connections open to one server.
  async function visible() {
    if (document.hidden)
      await new Promise((shown) => document.addEventListener("visibilitychange", shown, { once: true }));
  }

  async function newest(known) {
    const hidden = new AbortController();
    document.addEventListener("visibilitychange", () => hidden.abort(), { once: true, signal: hidden.signal });
    const answer = await fetch(`/livereload/${known}/${request}`, { signal: hidden.signal }).catch(() => undefined);
    if (answer?.ok) return answer.text();
    // The server is being started again.
    if (!document.hidden) await new Promise((over) => setTimeout(over, PAUSE_MS));
    return known;
  }

  async function sent() {
    const answer = await fetch(location.href).catch(() => undefined);
    if (!answer?.ok) return undefined;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const script = page.querySelector("script[data-epoch]"),
      article = articleOf(page);
    script.remove();
    article.remove();
    return { epoch: script.dataset.epoch, article, frame: page.documentElement.outerHTML };
  }

  function articleOf(page) {
    return page.querySelector("article") ?? page.body; // a theme of the operator's own may have none
  }

  // A function that makes `shown`, which was sent as `before`, what `after` is; nothing if that takes more than text.
  function difference(shown, before, after) {
    const [place, old, fresh] = [shown, before, after].map(({ childNodes }) => [...childNodes]);
    const start = alike(old, fresh);
    const end = alike(old.slice(start).reverse(), fresh.slice(start).reverse());
    const last = old.length - end;
    const gone = old.slice(start, last),
      come = fresh.slice(start, fresh.length - end);
    if (place.length !== old.length) return undefined;
    if (come.every(plain) && gone.every((node, number) => node.isEqualNode(place[start + number]))) {
      return () => {
        for (const node of place.slice(start, last)) node.remove();
        for (const node of come) shown.insertBefore(document.importNode(node, true), place[last] ?? null);
      };
    }
    const inside = gone.length === 1 && come.length === 1 && gone[0].cloneNode().isEqualNode(come[0].cloneNode());
    return inside ? difference(place[start], gone[0], come[0]) : undefined;
  }

  function alike(old, fresh) {
    const different = old.findIndex((node, number) => !fresh[number]?.isEqualNode(node));
    return different < 0 ? old.length : different;
  }

  function plain(node) {
    return !node.matches || [node, ...node.querySelectorAll("*")].every((element) => element.matches(PLAIN));
  }
})();

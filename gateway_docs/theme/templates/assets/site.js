// What makes the pages more pleasant where scripts run. Everything can be read and reached without.
import "./copy-page.js";
import "./region-switch.js";
import "./report.js";
import "./search-start.js";
import { startCopying } from "./copy.js";
import { startDrawer } from "./drawer.js";
import { startTabs } from "./tabs.js";

const words = document.getElementById("shell-words").dataset;
// Features of the theme, as mkdocs.yml switches them on.
const has = (feature) => words.features.split(" ").includes(feature);
const boxes = ".table-box, .highlight pre > code";

const startContents = () => import("./contents.js").catch(() => {});

startDrawer(words);
startLanguages();
if (has("content.code.copy")) startCopying(words);
startScrolling();
// Material's bundle does these by itself, where it is.
if (!document.getElementById("__config")) {
  if (has("content.tabs.link")) startTabs();
  if (has("toc.follow")) scrollY ? startContents() : addEventListener("scroll", startContents, { once: true });
}
if (words.worker && "serviceWorker" in navigator) setTimeout(startWorker, 2000);

// The other language opens at the same section, with the same question and region.
function startLanguages() {
  const follow = ({ target }) => {
    const { hash, search } = location;
    if (target.matches("header a[hreflang]")) Object.assign(target, { hash, search });
  };
  document.addEventListener("pointerover", follow);
  document.addEventListener("focusin", follow);
}

// What scrolls sideways can be reached and scrolled with the keyboard, and has a name. What is not laid out yet
// counts as scrolling until it is seen.
function startScrolling() {
  // Sizes are those of the table, not of its box: a box that is laid out late has one before its table has.
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const box = target.closest(boxes);
      box.tabIndex = box.scrollWidth > box.clientWidth + 1 ? 0 : -1;
    }
  });
  for (const [at, box] of document.querySelectorAll(boxes).entries()) {
    const title = box.closest(".highlight")?.querySelector(".filename")?.textContent;
    const ariaLabel = (box.matches("code") ? words.code : words.table).replace("{}", title || at + 1);
    Object.assign(box, { tabIndex: 0, role: "group", ariaLabel });
    observer.observe(box.querySelector("table") ?? box);
  }
}

async function startWorker() {
  await navigator.serviceWorker.register(words.worker).catch(() => {});
  const { active } = await navigator.serviceWorker.ready;
  // Who saves data keeps only what was read.
  const language = !navigator.connection?.saveData && document.documentElement.lang;
  active.postMessage({ here: location.href, language });
}

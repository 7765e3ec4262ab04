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
let regions = 0;

// Only who scrolls asks where they are.
const startContents = () =>
  import("./contents.js").then(
    ({ follow }) => follow(),
    () => {},
  );

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
  const follow = () => {
    const { hash, search } = location;
    for (const link of document.querySelectorAll("header a[hreflang]")) Object.assign(link, { hash, search });
  };
  follow();
  addEventListener("hashchange", follow);
  document.addEventListener("pointerdown", follow);
  document.addEventListener("focusin", follow);
}

// What scrolls sideways can be reached and scrolled with the keyboard, and has a name. What is not laid out yet
// counts as scrolling until it is seen.
function startScrolling() {
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) correct(target.closest(boxes));
  });
  for (const box of document.querySelectorAll(boxes)) {
    setReachable(box);
    // The table, not its box: a box that is laid out late has a size of its own before its table has one.
    observer.observe(box.querySelector("table") ?? box);
  }
}

function correct(box) {
  if (box.scrollWidth > box.clientWidth + 1) setReachable(box);
  else if (box === document.activeElement) box.addEventListener("blur", () => correct(box), { once: true });
  else for (const name of ["tabindex", "role", "aria-label"]) box.removeAttribute(name);
}

function setReachable(box) {
  if (box.hasAttribute("tabindex")) return;
  box.tabIndex = 0;
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", nameOf(box));
}

function nameOf(box) {
  const kind = box.matches("code") ? words.code : words.table;
  const title = box.closest(".highlight")?.querySelector(".filename")?.textContent;
  if (!title) regions += 1;
  return kind.replace("{}", title || regions);
}

async function startWorker() {
  await navigator.serviceWorker.register(words.worker).catch(() => {});
  const ready = await navigator.serviceWorker.ready;
  const here = location.href.split(/[?#]/)[0];
  const links = [...document.querySelectorAll(".md-nav--primary a")].map((link) => link.href);
  // The chapters, but not every guide: it is the reader's network. Who saves data keeps only what was read.
  const chapters = links.filter((address) => !/\/clients\/./.test(address));
  const whole = { pages: [here, ...chapters], language: document.documentElement.lang };
  ready.active.postMessage(navigator.connection?.saveData ? { pages: [here] } : whole);
}

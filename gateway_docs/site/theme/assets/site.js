// What makes the pages more pleasant where scripts run. Everything can be read and reached without.
import { startContents } from "./contents.js";
import { startCopying } from "./copy.js";
import { startTabs } from "./tabs.js";

const root = document.documentElement;
const words = document.getElementById("shell-words").dataset;
const boxes = ".table-box, .highlight pre";
let regions = 0;

startScheme(document.getElementById("scheme"));
startLanguages();
startCopying(words);
startTabs();
startScrolling();
startContents();
if (words.worker && "serviceWorker" in navigator) setTimeout(startWorker, 2000);

function startScheme(button) {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const dark = () => (root.dataset.scheme ? root.dataset.scheme === "dark" : system.matches);
  const label = () => button.setAttribute("aria-label", dark() ? words.light : words.dark);
  button.addEventListener("click", () => {
    root.dataset.scheme = dark() ? "light" : "dark";
    try {
      localStorage.setItem("scheme", root.dataset.scheme);
    } catch {}
    label();
  });
  system.addEventListener("change", label);
  label();
}

// The other language opens at the same section, with the same question and region.
function startLanguages() {
  const follow = () => {
    for (const link of document.querySelectorAll("a[data-language]")) {
      const target = new URL(link.href);
      target.hash = location.hash;
      target.search = location.search;
      link.href = target.href;
    }
  };
  follow();
  addEventListener("hashchange", follow);
  document.addEventListener("pointerdown", follow);
  document.addEventListener("focusin", follow);
}

// What scrolls sideways can be reached and scrolled with the keyboard, and has a name. What is not laid out yet
// counts as scrolling until it is seen.
function startScrolling() {
  const observer = new ResizeObserver((entries) => entries.forEach(({ target }) => correct(target.closest(boxes))));
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
  const kind = box.matches("pre") ? words.code : words.table;
  const title = box.closest(".highlight")?.querySelector(".filename")?.textContent;
  return kind.replace("{}", title || (regions += 1));
}

async function startWorker() {
  await navigator.serviceWorker.register(words.worker, { scope: root.dataset.base + "/" }).catch(() => {});
  const ready = await navigator.serviceWorker.ready;
  const here = location.href.split(/[?#]/)[0];
  const links = [...document.querySelectorAll("#chapters a, .brand")].map((link) => link.href);
  // The chapters, but not every guide: it is the reader's network. Who saves data keeps only what was read.
  const chapters = links.filter((address) => !/\/clients\/./.test(address));
  const whole = { pages: [here, ...chapters], language: root.lang };
  ready.active.postMessage(navigator.connection?.saveData ? { pages: [here] } : whole);
}

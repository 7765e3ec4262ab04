// On the page for missing addresses: the words of the address become a search, ready to be made.
const box = document.getElementById("missing-search");
const link = box.querySelector("a");
const words = decodeURIComponent(location.pathname)
  .replace(/\.(html?|md|php)$/, "")
  .split("/")
  .filter((part) => part && part !== document.documentElement.lang)
  .join(" ")
  .replace(/[^\p{L}\p{N}]+/gu, " ")
  .trim()
  .slice(0, 80);

if (words) {
  const target = new URL(link.href);
  target.searchParams.set("q", words);
  link.href = target.href;
  link.textContent = link.dataset.words.replace("{}", words);
  box.hidden = false;
}

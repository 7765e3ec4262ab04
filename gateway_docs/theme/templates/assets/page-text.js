import { renewed } from "./renewed.js";

/** The page's Markdown twin at `address`, with the addresses of the region that is shown. */
export async function twinAt(address) {
  const answer = await fetch(new URL(address, location.href.split("#")[0]));
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  const text = await answer.text();
  if (await renewed()) throw new Error("of another release than this page");
  return inRegion(text);
}

const whole = (text) => new RegExp(`(?<![\\w.-])${RegExp.escape(text)}(?![\\w-]|\\.\\w)`, "g");

// Paragraphs and tables that name another region as well say which is which, so they stay as they are.
function inRegion(text) {
  const select = document.getElementById("gateway-region");
  if (!select || select.selectedIndex < 1) return text;
  const [first, ...others] = Array.from(select.options, ({ dataset }) => dataset);
  const shown = select.selectedOptions[0].dataset;
  const changed = (block) =>
    others.some(({ address }) => whole(address).test(block))
      ? block
      : block.replace(whole(first.address), shown.address).replace(whole(first.host), shown.host);
  return text
    .split(/(\n{2,})/)
    .map(changed)
    .join("");
}

// Text of the first region, such as a page's Markdown, for the region that is shown.

const quoted = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const whole = (text) => new RegExp(`(?<![\\w.-])${quoted(text)}(?![\\w-]|\\.\\w)`, "g");

// Paragraphs and tables that name another region as well say which is which, so they stay as they are.
export function inRegion(text, select = document.getElementById("gateway-region")) {
  if (!select || select.selectedIndex < 1) return text;
  const [first, ...others] = Array.from(select.options, ({ dataset }) => dataset);
  const shown = select.selectedOptions[0].dataset;
  const changed = (block) =>
    others.some(({ address }) => whole(address).test(block))
      ? block
      : block.replace(whole(first.address), shown.address).replace(whole(first.host), shown.host);
  return text.split(/(\n{2,})/).map(changed).join("");
}

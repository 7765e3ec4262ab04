// The button that copies the page as Markdown. Styles hide it where there is no scripting.

import { outcome, say } from "./copy.js";
import { whole } from "./patterns.js";

for (const button of document.querySelectorAll("[data-gateway-copy]")) {
  const { gatewayCopy, copied, failed } = button.dataset;
  const status = button.parentElement.querySelector("[aria-live]");
  button.addEventListener("click", async () => say(status, await outcome(twin(gatewayCopy), copied, failed)));
}

async function twin(address) {
  const answer = await fetch(new URL(address, location.href.split("#")[0]));
  if (!answer.ok || (await renewed())) throw new Error(`status ${answer.status}, or of another release than this page`);
  return inRegion(await answer.text());
}

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
  const blocks = text.split(/(\n{2,})/);
  return blocks.map(changed).join("");
}

// Copies the page's Markdown twin, with the addresses of the region that is shown. Styles hide the button where there
// is no scripting.

import { inRegion } from "./region-text.js";

const twinOf = async (button) => {
  const answer = await fetch(new URL(button.dataset.gatewayCopy, location.href.split("#")[0]));
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return inRegion(await answer.text());
};

// Safari allows the clipboard only within the click, so it gets a promise where it can take one.
const copyText = async (text) => {
  if (window.ClipboardItem && navigator.clipboard.write) {
    const blob = text.then((content) => new Blob([content], { type: "text/plain" }));
    return navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
  }
  return navigator.clipboard.writeText(await text);
};

const tell = (button, message) => {
  const status = button.parentElement.querySelector("[aria-live]");
  status.textContent = message;
  clearTimeout(button.gatewayTimer);
  button.gatewayTimer = setTimeout(() => (status.textContent = ""), 4000);
};

for (const button of document.querySelectorAll("[data-gateway-copy]")) {
  button.addEventListener("click", () => {
    copyText(twinOf(button)).then(
      () => tell(button, button.dataset.copied),
      () => tell(button, button.dataset.failed),
    );
  });
}

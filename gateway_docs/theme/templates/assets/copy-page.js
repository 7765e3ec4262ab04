// The button that copies the page as Markdown. Styles hide it where there is no scripting.

import { outcome, say } from "./copy.js";
import { renewed } from "./renewed.js";

const twin = (address) =>
  import("./page-text.js").then(
    ({ twinAt }) => twinAt(address),
    async (error) => {
      await renewed();
      throw error;
    },
  );

for (const button of document.querySelectorAll("[data-gateway-copy]")) {
  const { gatewayCopy, copied, failed } = button.dataset;
  const status = button.parentElement.querySelector("[aria-live]");
  button.addEventListener("click", async () => say(status, await outcome(twin(gatewayCopy), copied, failed)));
}

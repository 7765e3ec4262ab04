// A button on each code block copies what a reader types: of a console, the commands without prompt and output.
const SHOWN_MS = 2000;

export function startCopying(words) {
  for (const block of document.querySelectorAll(".highlight:not(.language-text)")) {
    const code = block.querySelector("pre > code");
    // The steps of the set-up page bring theirs, and may be there first.
    if (code && !block.querySelector(".copy")) block.append(button(code, words));
  }
}

function button(code, words) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "copy";
  made.textContent = words.copy;
  made.addEventListener("click", async () => {
    await navigator.clipboard.writeText(typed(code));
    made.textContent = words.copied;
    setTimeout(() => (made.textContent = words.copy), SHOWN_MS);
  });
  return made;
}

export function typed(code) {
  const copy = code.cloneNode(true);
  copy.querySelectorAll(".gp, .go").forEach((part) => part.remove());
  return copy.textContent;
}

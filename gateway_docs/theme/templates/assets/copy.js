// What copies: a button on each code block, and those that other scripts make.
const SHOWN_MS = 2000;

export function startCopying(words) {
  for (const block of document.querySelectorAll(".highlight:not(.language-text), .highlight:has(> .filename)")) {
    const code = block.querySelector("pre > code");
    // The steps of the set-up page bring theirs, and may be there first.
    if (code && !block.querySelector(".copy")) block.append(copyButton("copy", words, () => typed(code)));
  }
}

// A button that copies what `textOf` returns and says so in its own label for a while.
export function copyButton(className, { copy, copied, copy_by_hand: byHand = copy }, textOf, label = copy) {
  const button = Object.assign(document.createElement("button"), { type: "button", className, textContent: label });
  button.addEventListener("click", async () => say(button, await outcome(textOf(), copied, byHand), label));
  return button;
}

// What to say once `text`, or what it promises, is in the clipboard. Safari allows that only within the click, so it
// gets the promise.
export async function outcome(text, copied, failed) {
  const blob = async () => new Blob([await text], { type: "text/plain" });
  try {
    await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob() })]);
    return copied;
  } catch {
    return failed;
  }
}

// `element` says `message` for a while, and then what it says usually.
export function say(element, message, usual = "") {
  element.textContent = message;
  clearTimeout(element.gatewayTimer);
  element.gatewayTimer = setTimeout(() => (element.textContent = usual), SHOWN_MS);
}

// What a reader types: without the prompts and the output of a console block.
export function typed(code) {
  const copy = code.cloneNode(true);
  for (const part of copy.querySelectorAll(".gp, .go")) part.remove();
  return copy.textContent.replace(/\n{2,}$/, "\n");
}

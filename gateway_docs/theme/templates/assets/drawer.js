// Material opens its drawer, and what is folded in it, by labels of check boxes, which the keyboard does not reach: here
// they become buttons.

export function startDrawer({ menu }) {
  const drawer = document.getElementById("__drawer");
  const labels = document.querySelectorAll("header label[for=__drawer], label:is([for=__toc], [for^=__nav_])");
  for (const label of labels) if (label.control) label.replaceWith(asButton(label, label.control, menu));
  drawer?.addEventListener("change", () => {
    if (drawer.checked) Object.assign(document.querySelector(".md-nav--primary"), { tabIndex: -1 }).focus();
  });
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !drawer?.checked) return;
    drawer.click();
    document.querySelector("header button[for=__drawer]").focus();
  });
}

function asButton(label, box, menu) {
  const button = Object.assign(document.createElement("button"), { type: "button" });
  for (const { name, value } of label.attributes) if (name !== "tabindex") button.setAttribute(name, value);
  button.append(...label.childNodes);
  const fallback = box.id === "__drawer" ? menu : label.parentElement.textContent.trim();
  button.ariaLabel = button.textContent.trim() || fallback;
  const say = () => (button.ariaExpanded = box.checked);
  box.addEventListener("change", say);
  button.addEventListener("click", () => box.click());
  say();
  return button;
}

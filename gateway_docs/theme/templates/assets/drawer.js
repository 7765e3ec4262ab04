// Material opens its drawer, and what is folded in it, by labels of check boxes, which the keyboard does not reach: here
// they become buttons.

export function startDrawer({ menu }) {
  const drawer = document.getElementById("__drawer");
  const labels = document.querySelectorAll("header label[for=__drawer], label:is([for=__toc], [for^=__nav_])");
  const whole = Array.from(labels).filter((label) => label.control);
  const buttons = whole.map((label) => asButton(label, menu));
  const opener = buttons.find((button) => button.matches("header *"));
  drawer?.addEventListener("change", () => {
    const list = document.querySelector(".md-nav--primary");
    list.tabIndex = -1;
    if (drawer.checked) list.focus();
  });
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !drawer?.checked) return;
    drawer.click();
    opener?.focus();
  });
}

function asButton(label, menu) {
  const box = label.control;
  const button = document.createElement("button");
  for (const { name, value } of label.attributes) if (name !== "tabindex") button.setAttribute(name, value);
  button.type = "button";
  button.append(...label.childNodes);
  const named = button.textContent.trim() || (box.id === "__drawer" ? menu : label.parentElement.textContent.trim());
  button.setAttribute("aria-label", named);
  const say = () => button.setAttribute("aria-expanded", box.checked);
  box.addEventListener("change", say);
  button.addEventListener("click", () => box.click());
  say();
  label.replaceWith(button);
  return button;
}

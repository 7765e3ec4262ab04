// Inlined behind the palette in the header: what the reader chose, or else the system, decides before the first paint.
const options = Array.from(document.querySelectorAll("[name=__palette]"));
const details = ["media", "scheme", "primary", "accent"];
const colorOf = (option) => Object.fromEntries(details.map((of) => [of, option.getAttribute(`data-md-color-${of}`)]));
const show = (option) => {
  option.checked = true;
  for (const [of, value] of Object.entries(colorOf(option))) document.body.setAttribute(`data-md-color-${of}`, value);
  for (const each of options) each.nextElementSibling.hidden = each !== option;
};
const restore = () => {
  let chosen = options.find((option) => matchMedia(colorOf(option).media).matches) ?? options[0];
  try {
    chosen = options[__md_get("__palette").index] ?? chosen;
  } catch {} // nothing is kept
  show(chosen);
};
if (options.length) {
  restore();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", restore);
}
for (const [index, option] of options.entries()) {
  option.addEventListener("change", () => {
    show(option);
    __md_set("__palette", { index, color: colorOf(option) });
  });
}

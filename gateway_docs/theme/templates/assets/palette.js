// Inlined behind the palette in the header: what the reader chose, or else the system, decides before the first paint.
const options = Array.from(document.querySelectorAll("[name=__palette]"));
const show = (option) => {
  option.checked = true;
  Object.assign(document.body.dataset, option.dataset);
  for (const each of options) each.nextElementSibling.hidden = each !== option;
};
const restore = () => {
  let chosen = options.find(({ dataset }) => matchMedia(dataset.mdColorMedia).matches) ?? options[0];
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
    __md_set("__palette", { index });
  });
}

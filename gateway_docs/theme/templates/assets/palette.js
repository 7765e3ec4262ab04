// Inlined behind the palette in the header: what the reader chose, or else the system, decides before the first paint.
const options = Array.from(document.querySelectorAll("[name=__palette]"));
const detail = (option, name) => option.getAttribute(`data-md-color-${name}`);
const show = (option) => {
  option.checked = true;
  for (const name of ["scheme", "primary", "accent"]) {
    document.body.setAttribute(`data-md-color-${name}`, detail(option, name));
  }
  for (const each of options) each.nextElementSibling.hidden = each !== option;
};
const ofSystem = () => options.find((option) => matchMedia(detail(option, "media")).matches) ?? options[0];
const chosen = () => {
  try {
    return options[__md_get("__palette")?.index];
  } catch {}
};
if (options.length) {
  show(chosen() ?? ofSystem());
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => show(chosen() ?? ofSystem()));
  for (const [index, option] of options.entries()) {
    option.addEventListener("change", () => {
      show(option);
      const color = Object.fromEntries(["media", "scheme", "primary", "accent"].map((of) => [of, detail(option, of)]));
      __md_set("__palette", { index, color });
    });
  }
}

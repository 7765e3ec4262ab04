// Sorts and filters the table of clients. Its rows are in the page, so it is whole without this script.

const VENDOR = 1;
const controls = document.querySelector(".gateway-clients");
const table = tableAfter(controls);
const rows = [...table.tBodies[0].rows];
const { vendor, name } = controls.querySelector("form").elements;
const status = controls.querySelector("[role=status]");

function tableAfter(element) {
  const tables = [...document.querySelectorAll("article table:not([class])")];
  return tables.find((one) => one.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING);
}

const text = (row, column) => row.cells[column].textContent.trim();
// A line for each.
const vendors = (row) => Array.from(row.cells[VENDOR].childNodes, (node) => node.textContent.trim());

function filter() {
  const wanted = name.value.trim().toLowerCase();
  for (const row of rows) {
    const fits = !vendor.value || vendors(row).includes(vendor.value);
    row.hidden = !fits || !text(row, 0).toLowerCase().includes(wanted);
  }
  const shown = rows.filter((row) => !row.hidden).length;
  status.textContent = shown ? status.dataset.many.replace("{}", shown) : controls.dataset.none;
}

function sort(heading, column) {
  const down = heading.getAttribute("aria-sort") === "ascending";
  for (const other of heading.parentNode.cells) other.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", down ? "descending" : "ascending");
  const compare = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;
  rows.sort((one, other) => compare(text(one, column), text(other, column)) * (down ? -1 : 1));
  table.tBodies[0].append(...rows);
}

[...table.tHead.rows[0].cells].forEach((heading, column) => {
  const button = document.createElement("button");
  button.type = "button";
  button.title = controls.dataset.sort;
  button.append(...heading.childNodes);
  heading.append(button);
  button.addEventListener("click", () => sort(heading, column));
});
controls.querySelector("form").addEventListener("input", filter);
controls.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
filter();

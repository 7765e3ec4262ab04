// Sorts and filters the table below its controls. Its rows are in the page, so it is whole without this script.

const controls = document.querySelector(".gateway-tool[data-sort]");
const table = tableAfter(controls);
const rows = [...table.tBodies[0].rows];
const { name } = controls.querySelector("form").elements;
const choices = [...controls.querySelectorAll("select")];
const status = controls.querySelector("[role=status]");

function tableAfter(element) {
  const tables = [...document.querySelectorAll("article table:not([class])")];
  return tables.find((one) => one.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING);
}

const cell = (row, column) => [...row.cells].at(column);
const text = (row, column) => cell(row, column).textContent.trim();

// A cell's lines, and what stands between commas in them.
function entries(row, column) {
  const lines = Array.from(cell(row, column).childNodes, (node) => node.textContent.trim());
  return [...lines, ...lines.flatMap((line) => line.split(", "))];
}

function filter() {
  const wanted = name.value.trim().toLowerCase();
  const chosen = choices.filter(({ value }) => value).map(({ value, dataset }) => [value, Number(dataset.column)]);
  for (const row of rows) {
    const fits = chosen.every(([value, column]) => entries(row, column).includes(value));
    row.hidden = !fits || !text(row, 0).toLowerCase().includes(wanted);
  }
  const shown = rows.filter((row) => !row.hidden).length;
  status.textContent = shown ? status.dataset.many.replace("{}", shown) : controls.dataset.none;
}

const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });

// Prices and counts by what they are, with what has none behind them; texts by the rules of the language.
function compare(one, other) {
  const [left, right] = [one, other].map((said) =>
    said === "–" ? Infinity : Number.parseFloat(said.replaceAll(",", "")),
  );
  const numbers = "decimals" in controls.dataset && !Number.isNaN(left) && !Number.isNaN(right);
  return numbers && left !== right ? (left < right ? -1 : 1) : collator.compare(one, other);
}

function sort(heading, column) {
  const down = heading.getAttribute("aria-sort") === "ascending";
  for (const other of heading.parentNode.cells) other.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", down ? "descending" : "ascending");
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

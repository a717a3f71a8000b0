"use strict";
const text = document.getElementById("text");
const card = document.getElementById("card");
const places = new Map(); // id of a fact -> its marks in the text
const off = new Set(); // layers that are not shown
let opener = null; // where the focus returns to when the card closes

for (const mark of text.querySelectorAll("mark"))
  for (const id of mark.dataset.f.split(" ")) {
    if (!places.has(id)) places.set(id, []);
    places.get(id).push(mark);
  }

/* The facts scroll beside the text, below the bar, whose height depends on what the article says of itself. */
const bar = document.querySelector("header");
new ResizeObserver(() => document.body.style.setProperty("--bar", bar.offsetHeight + "px")).observe(bar);

const rowOf = (id) => document.getElementById("f-" + id);
const layerOf = (id) => rowOf(id)?.closest("table").dataset.layer;

function element(name, content = "", properties = {}) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...[content].flat());
  return made;
}

/* The fields of a fact, read from its row: the tables are the only copy of the data. */
function describe(id) {
  const row = rowOf(id);
  const table = row.closest("table");
  const names = [...table.tHead.rows[0].cells].map((cell) => cell.textContent);
  const fields = [...row.cells]
    .map((cell, n) => [names[n], [...cell.cloneNode(true).childNodes]])
    .filter(([name, content]) => name !== "id" && content.length);
  if (row.dataset.sure) fields.push(["confidence", row.dataset.sure]);
  if (row.dataset.by) fields.push(["made by", row.dataset.by]);
  const list = element("dl", fields.flatMap(([name, content]) => [element("dt", name), element("dd", content)]));
  const head = element("h3", [table.dataset.one + " ", element("small", id)]);
  return element("section", [head, list], { className: table.dataset.layer });
}

function light(ids) {
  document.querySelectorAll(".hot").forEach((one) => one.classList.remove("hot"));
  for (const id of ids) {
    rowOf(id)?.classList.add("hot");
    places.get(id)?.forEach((mark) => mark.classList.add("hot"));
  }
}

function open(source) {
  const ids = source.dataset.f.split(" ").filter((id) => rowOf(id) && !(text.contains(source) && off.has(layerOf(id))));
  if (!ids.length) return;
  if (!card.contains(source)) opener = source;
  light(ids.slice(0, 1));
  const close = element("button", "×", { className: "close", title: "Close (Esc)", onclick: shut });
  close.setAttribute("aria-label", "Close");
  card.replaceChildren(close, ...ids.map(describe));
  card.hidden = false;
  card.scrollTop = 0;
  card.focus({ preventScroll: true });
  if (!text.contains(source)) places.get(ids[0])?.[0].scrollIntoView({ block: "center" });
}

function shut() {
  if (card.hidden) return;
  card.hidden = true;
  light([]);
  opener?.focus({ preventScroll: true });
}

document.addEventListener("click", (event) => {
  const source = event.target.closest("[data-f]");
  if (!source || !getSelection().isCollapsed) return;
  event.preventDefault();
  open(source);
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") shut();
  const source = event.target.closest("[data-f]");
  if (source && (event.key === "Enter" || event.key === " ")) {
    event.preventDefault();
    open(source);
  }
});

document.querySelectorAll("input[data-layer]").forEach((toggle) =>
  toggle.addEventListener("change", () => {
    const layer = toggle.dataset.layer;
    text.classList.toggle("no-" + layer, !toggle.checked);
    if (toggle.checked) off.delete(layer);
    else off.add(layer);
    for (const mark of text.querySelectorAll("mark[role]"))
      mark.tabIndex = [...mark.classList].some((name) => name !== "hot" && !off.has(name)) ? 0 : -1;
  }),
);

/* Paper has no folds. */
addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((one) => (one.open = true)));

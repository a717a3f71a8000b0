"use strict";
const marks = [...document.querySelectorAll(".mark")];
const toggles = [...document.querySelectorAll("input[data-layer]")];

function show(mark) {
  document.querySelectorAll(".hot").forEach((element) => element.classList.remove("hot"));
  const ids = mark.dataset.facts.split(" ");
  mark.classList.add("hot");
  const rows = ids.map((id) => document.getElementById(id)).filter(Boolean);
  rows.forEach((row) => row.classList.add("hot"));
  if (rows.length) rows[0].scrollIntoView({ block: "nearest" });
}

document.getElementById("text").addEventListener("click", (event) => {
  const mark = event.target.closest(".mark");
  if (mark) show(mark);
});
document.getElementById("text").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.classList.contains("mark")) show(event.target);
});
toggles.forEach((toggle) =>
  toggle.addEventListener("change", () => {
    const shown = new Set(toggles.filter((t) => t.checked).map((t) => t.dataset.layer));
    marks.forEach((mark) => {
      const on = [...mark.classList].some((name) => shown.has(name));
      mark.classList.toggle("off", !on);
      mark.tabIndex = on ? 0 : -1;
    });
  }),
);

// How the runner's own file was read: a row a cell, the doubtful ones first. Cells hold anything; all of it is text.

function createImported(board) {
  const table = h("div", { class: "rp-import-box", role: "region", tabindex: "0", "aria-label": "How each cell of your file was read" });
  const top = h("div", { class: "rp-import-top" });
  const el = h("section", { class: "rp-import", "aria-label": "Your file" }, top, table);
  let asked = 0, drawn = 0;

  function update(scene) {
    const number_ = scene.report ? scene.report.n : 0;
    if (!number_ || board.tab !== "file" || asked === number_) return;
    asked = number_;
    if (drawn !== number_) { top.replaceChildren(h("p", { class: "rp-quiet" }, "…")); table.replaceChildren(); }
    board.ask({ do: "report" });
  }

  function hear(report) {
    drawn = report.n;
    top.replaceChildren(h("p", null, report.summary), ...(report.totals.length ? [h("details", null,
      h("summary", null, `${plural(report.totals.length, "weekly total")} that ${report.totals.length === 1 ? "differs" : "differ"} from your file`),
      h("ul", null, report.totals.map(([week, note]) => h("li", null, h("b", null, week), ": ", note))))] : []));
    table.replaceChildren(h("table", null, h("thead", null, h("tr", null,
      ["Where", "In your file", "Read?", "How it was taken"].map((name) => h("th", { scope: "col" }, name)))),
    h("tbody", null, report.rows.map(([where, text, reading, taken]) => h("tr", { class: `rp-reading-${reading.replace(" ", "-")}` },
      h("th", { scope: "row" }, where), h("td", { class: "rp-verbatim" }, text), h("td", { class: "rp-reading" }, reading), h("td", null, taken))))));
  }

  return { el, update, hear };
}

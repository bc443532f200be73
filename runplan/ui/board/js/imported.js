// How the runner's own file was read: a row a cell, the doubtful ones first, each with what is to count in its place.
// Cells hold anything; all of it is text.

function createImported(board) {
  const table = h("div", { class: "rp-import-box", role: "region", tabindex: "0", "aria-label": "How RunPlan read each cell of your file" });
  const top = h("div", { class: "rp-import-top" });
  const use = button("Use it", "rp-use-written rp-primary", () => board.ask({ do: "use_written" }));
  const waits = h("span", { role: "status" });
  const bar = h("div", { class: "rp-import-use", hidden: true }, waits, use);
  const el = h("section", { class: "rp-import", "aria-label": "Your file" }, top, bar, table);
  let asked = 0, drawn = 0, rows = {};

  function update(scene) {
    const number_ = scene.report ? scene.report.n : 0;
    if (!number_ || board.tab !== "file" || asked === number_) return;
    asked = number_;
    if (drawn !== number_) { top.replaceChildren(h("p", { class: "rp-quiet" }, "…")); table.replaceChildren(); }
    board.ask({ do: "report" });
  }

  // Summary, weeks, totals that differ, and how much is written that the plan has not yet.
  function tell(report) {
    const open = Boolean(top.querySelector(".rp-import-totals[open]"));
    top.replaceChildren(h("p", null, report.summary), ...(report.totals.length ? [h("details", { class: "rp-import-totals", open },
      h("summary", null, `${plural(report.totals.length, "weekly total")} that ${report.totals.length === 1 ? "differs" : "differ"} from your file`),
      h("ul", null, report.totals.map(([week, note]) => h("li", null, h("b", null, week), ": ", note))))] : []),
    h("p", { class: "rp-import-weeks" }, report.weeks.map(([week, km]) => h("span", null, h("b", null, week), ` ${km}`))));
    setText(waits, report.waiting ? `${plural(report.waiting, "cell")} ${report.waiting === 1 ? "is" : "are"} changed here but not in the plan yet.` : "");
    show(bar, report.waiting > 0);
  }

  function hear(report) {
    drawn = report.n;
    tell(report);
    rows = {};
    table.replaceChildren(h("table", null, h("thead", null, h("tr", null,
      ["Where", "In your file", "Read?", "How RunPlan read it", "Correction"].map((name) => h("th", { scope: "col" }, name)))),
    h("tbody", null, report.rows.map(([where, text, reading, taken, correction, right, can]) => {
      const row = { where, tr: h("tr"), reading: h("span"), taken: h("span"),
        tick: h("input", { type: "checkbox", "aria-label": `This is right, ${where}`,
          onchange: () => board.ask({ do: "write", where, text: row.tick.checked }) }),
        error: h("span", { class: "rp-import-error", role: "alert", hidden: true }), input: null };
      if (can) {
        row.input = h("input", { type: "text", class: "rp-write", maxlength: "500", placeholder: report.example, "aria-label": `Correction, ${where}`,
          onchange: () => board.ask({ do: "write", where, text: row.input.value }),
          onkeydown: (event) => { if (event.key === "Enter") row.input.blur(); event.stopPropagation(); } });
        row.input.value = correction;
      }
      row.confirm = h("label", { class: "rp-confirm" }, row.tick, "This is right");
      fill(row.tr, [h("th", { scope: "row" }, where), h("td", { class: "rp-verbatim" }, text),
        h("td", { class: "rp-reading" }, row.reading, row.confirm),
        h("td", { class: "rp-taken" }, row.taken), h("td", { class: "rp-instead" }, row.input, row.error)]);
      rows[where] = row;
      take(row, [reading, taken, correction, right]);
      return row.tr;
    }))));
  }

  function take(row, [reading, taken, correction, right]) {
    row.tick.checked = right === 1;
    show(row.confirm, right !== "");
    if (right === 1 && row.input) row.input.value = correction;
    setClass(row.tr, `rp-reading-${reading.replace(" ", "-")}`);
    setText(row.reading, reading);
    setText(row.taken, taken);
  }

  // A cell was written: how it is taken now, or why not; nothing else of the table moves.
  function written(answer) {
    const row = rows[answer.where];
    if (!row || answer.n !== drawn) return;
    if (!answer.error && answer.cell.length) take(row, answer.cell);
    setText(row.error, answer.error);
    show(row.error, Boolean(answer.error));
    if (row.input) setAttr(row.input, "aria-invalid", answer.error ? "true" : null);
    tell(answer);
  }

  return { el, update, hear, written };
}

// How the runner's own file was read: a row a cell, the doubtful ones first, each with what is to count in its place.
// Cells hold anything; all of it is text.

const CELL_GROUPS = [["not read", "Could not be read", "Type what is planned for the day, or “rest”."],
  ["guessed", "Partly guessed", "Tick what is right and correct the rest."],
  ["noted", "With a note", "RunPlan shows these words with the run but plans nothing for them."],
  ["no run", "Strength, cross-training and walks", "They are not in the plan."],
  ["read", "Read", ""], ["left out", "Not part of the plan", "Headings, other columns and the like."]];
const TO_CHECK = ["not read", "guessed"];
const UNIT_NAMES = { km: "kilometres", mi: "miles" };

function createImported(board) {
  const table = h("div", { class: "rp-import-box", role: "region", tabindex: "0", "aria-label": "How RunPlan read each cell of your file" });
  const top = h("div", { class: "rp-import-top" });
  const use = button("", "rp-use-written rp-primary", () => board.ask({ do: "use_written" }));
  const close = button("Close the file", "rp-let-file-go", () => board.ask({ do: "let_file_go" }));
  const waits = h("span", { role: "status" }), heard = h("span", { class: "rp-hidden", role: "status" });
  const bar = h("div", { class: "rp-import-use", hidden: true }, waits, h("span", { class: "rp-buttons" }, use, close));
  const unit = button("", "rp-show-unit", () => board.ask({ do: "units", units: board.scene.report.unit }));
  const other = h("p", { class: "rp-import-unit", hidden: true }, h("span"), " ", unit);
  const choices = [["", "All"], ["check", "To check"], ["noted", "With a note"]].map(([name, title]) =>
    [name, title, button("", "rp-choice", () => { chosen = name; choose(); })]);
  const filter = h("div", { class: "rp-import-filter", role: "group", "aria-label": "Cells to show", hidden: true }, choices.map((one) => one[2]));
  const el = h("section", { class: "rp-import", "aria-label": "Your file" }, bar, heard, top, other, filter, table);
  let asked = "", file = null, drafted = false, rows = {}, groups = [], counts = {}, chosen = "";

  function update(scene) {
    const report = scene.report || { n: 0, of: 0, draft: 0, waiting: 0, unit: "" };
    // A file that was just read comes in front; where weeks and file share a place, what is planned with it does.
    const comes = report.draft && file !== null && file !== report.of, used = drafted && !report.draft && report.n;
    if (comes) setTimeout(() => { board.look({ tab: "file", open: "" }); board.el.scrollIntoView({ block: board.roomy ? "nearest" : "start" }); });
    else if (used && board.tab === "file" && !board.wide) setTimeout(() => board.look({ tab: "weeks" }));
    file = report.of;
    drafted = Boolean(report.draft);
    if (!report.n || board.tab !== "file") return;
    show(other, Boolean(report.unit));
    if (report.unit) {
      setText(other.firstChild, `Your file is in ${UNIT_NAMES[report.unit]}, and the plan is shown in ${UNIT_NAMES[report.unit === "mi" ? "km" : "mi"]}.`);
      setText(unit, `Show the plan in ${UNIT_NAMES[report.unit]}`);
    }
    const now = `${report.n} ${scene.units}`;
    if (asked === now) return;
    if (!asked) top.replaceChildren(h("p", { class: "rp-quiet" }, "…"));
    asked = now;
    board.ask({ do: "report" });
  }

  // Summary, weeks, totals that differ, and how much is written that the plan has not yet.
  function tell(report, said) {
    const open = Boolean(top.querySelector(".rp-import-totals[open]"));
    top.replaceChildren(h("p", null, report.summary), report.others ? h("p", { class: "rp-import-others" }, report.others) : "",
      report.totals.length ? h("details", { class: "rp-import-totals", open },
        h("summary", null, `${plural(report.totals.length, "weekly total")} that ${report.totals.length === 1 ? "differs" : "differ"} from your file`),
        h("ul", null, report.totals.map(([week, note]) => h("li", null, h("b", null, week), ": ", note)))) : "",
      h("p", { class: "rp-import-weeks" }, report.weeks.map(([week, far]) => h("span", null, h("b", null, week), ` ${far}`))));
    const changed = report.waiting ? `${plural(report.waiting, "cell")} ${report.waiting === 1 ? "is" : "are"} changed here but not in the plan yet.` : "";
    setText(waits, [said, drafted ? "Your plan has not changed yet." : changed].filter(Boolean).join(" "));
    setText(use, drafted ? "Use this run plan" : "Use the changes");
    show(close, drafted);
    show(bar, drafted || report.waiting > 0);
    counts = { "": Object.keys(rows).length, check: report.doubtful, noted: report.noted };
    choose();
  }

  function choose() {
    for (const [name, title, one] of choices) {
      setText(one, `${title} (${counts[name]})`);
      setAttr(one, "aria-pressed", String(name === chosen));
    }
    show(filter, Boolean(counts.check || counts.noted || chosen));
    for (const [name, body] of groups) show(body, !chosen || (chosen === "check" ? TO_CHECK.includes(name) : name === chosen));
  }

  function hear(report) {
    const held = table.contains(document.activeElement) && document.activeElement.closest("tr");
    const [where, kind] = held ? [held.dataset.where, document.activeElement.tagName] : [];
    drafted = Boolean(report.draft);
    rows = {};
    const made = report.rows.map((row) => [row[3], entry(row, report.example)]);
    groups = CELL_GROUPS.flatMap(([name, title, about]) => {
      const own = made.filter(([group]) => group === name).map(([, row]) => row.tr);
      return own.length ? [[name, h("tbody", { class: `rp-cells-${name.replace(" ", "-")}` }, h("tr", { class: "rp-import-group" },
        h("th", { scope: "rowgroup", colspan: "3" }, title, " ", h("span", { class: "rp-count" }, own.length), " ", h("span", { class: "rp-quiet" }, about))), own)]] : [];
    });
    table.replaceChildren(h("table", null, h("thead", null, h("tr", null,
      ["Where", "In your file, and how RunPlan reads it", "Your correction"].map((name) => h("th", { scope: "col" }, name)))), groups.map(([, body]) => body)));
    tell(report);
    if (where && rows[where]) (kind === "INPUT" && rows[where].input || rows[where].tick).focus({ preventScroll: true });
  }

  function entry([where, day, text, , can, same, ...taken], example) {
    const row = { where, text, tr: h("tr", { "data-where": where }), reading: h("b"), taken: h("span"), input: null,
      tick: h("input", { type: "checkbox", "aria-label": `This is right, ${where}`,
        onchange: () => board.ask({ do: "write", where, text: row.tick.checked }) }),
      alike: button("", "rp-alike", () => { (row.input || row.tick).focus(); board.ask({ do: "write_alike", where }); }, { hidden: true }),
      error: h("span", { class: "rp-import-error", role: "alert", hidden: true }) };
    if (can) {
      row.input = h("input", { type: "text", class: "rp-write", maxlength: "500", placeholder: example, "aria-label": `Correction, ${where}`,
        onchange: () => board.ask({ do: "write", where, text: row.input.value }),
        onkeydown: (event) => { if (event.key === "Enter") row.input.blur(); event.stopPropagation(); } });
      row.input.value = taken[2];
    }
    row.confirm = h("label", { class: "rp-confirm" }, row.tick, "This is right");
    const place = where.replace(/ \(\w{3}\)(?=$|, week)/, "");
    const named = day && place.toLowerCase() !== day.toLowerCase() ? [h("b", null, day), h("span", { class: "rp-quiet" }, place)] : [h("b", null, day || place)];
    fill(row.tr, [h("th", { scope: "row" }, named),
      h("td", { class: "rp-read-as" }, h("div", { class: "rp-verbatim" }, text, same ? h("span", { class: "rp-count" }, ` (${same} cells)`) : ""), h("div", { class: "rp-taken" }, row.reading, row.taken)),
      h("td", { class: "rp-instead" }, row.input, row.confirm, row.alike, row.error)]);
    rows[where] = row;
    take(row, taken);
    return row;
  }

  function take(row, [reading, taken, correction, right, alike]) {
    row.tick.checked = right === 1;
    show(row.confirm, right !== "");
    if (row.input && row.input !== document.activeElement) row.input.value = correction;
    setClass(row.tr, `rp-reading-${reading.replace(" ", "-")}`);
    setText(row.reading, reading === "guessed" ? "Guessed: " : "");
    setText(row.taken, taken);
    const says = `${plural(alike, "cell")} that say “${row.text.length > 40 ? `${row.text.slice(0, 39)}…` : row.text}”`;
    setText(row.alike, correction ? `Use this for all ${says}` : `Right for all ${says}`);
    show(row.alike, alike > 0);
  }

  // Cells were written: how they are taken now, or why not; nothing else of the table moves.
  function written(answer) {
    const row = rows[answer.where];
    if (!row) return;
    for (const [where, taken] of Object.entries(answer.cells)) if (rows[where]) take(rows[where], taken);
    setText(row.error, answer.error);
    show(row.error, Boolean(answer.error));
    if (row.input) setAttr(row.input, "aria-invalid", answer.error ? "true" : null);
    asked = `${answer.n} ${board.scene.units}`;
    const now = answer.cells[answer.where];
    setText(heard, now ? `${now[1]} ${answer.doubtful} to check.` : "");
    tell(answer, answer.said);
  }

  return { el, update, hear, written };
}

// What a coach would remark, and how the runs divide by type and by how hard they are.

const SEVERITIES = [["error", "Broken rules", "A plan made here keeps the rules; an edited file may not."],
  ["warning", "Worth a thought", "Nothing forbids this, but look at it."], ["info", "Good to know", ""]];

function createFindings(board) {
  const el = h("section", { class: "rp-findings", "aria-label": "Findings" });
  let key = "";

  function hear(rows_) {
    const now = JSON.stringify(rows_);
    if (now === key) return;
    key = now;
    const health = rows_.filter((row) => row[2] === "pain"), others = rows_.filter((row) => row[2] !== "pain");
    const parts = [];
    if (!others.some((row) => row[0] !== "info")) {
      parts.push(h("p", null, "No rule is broken, and nothing in this block calls for a warning."));
    }
    for (const [severity, title, about] of SEVERITIES) {
      const rows = others.filter((row) => row[0] === severity);
      if (!rows.length) continue;
      parts.push(h("h3", null, title, " ", h("span", { class: "rp-count" }, rows.length), " ", h("span", { class: "rp-quiet" }, about)),
        h("ul", null, rows.map(([, week, , message, badge, citation]) => h("li", { class: `rp-finding rp-${severity}` },
          week ? button(`Week ${week}`, "rp-where", () => board.showWeek(week)) : h("b", { class: "rp-where" }, "Block"),
          h("span", null, message, " ", h("span", { class: "rp-badge", title: citation }, badge))))));
    }
    el.replaceChildren(...parts, ...health.map((row) => h("p", { class: "rp-health" }, row[3])));
  }

  return { el, hear };
}

function createRuns() {
  const el = h("section", { class: "rp-runs", "aria-label": "Runs by type" });
  let key = "";

  function hear(rows, [shares, about]) {
    const now = JSON.stringify([rows, shares, about]);
    if (now === key) return;
    key = now;
    el.replaceChildren(h("table", { class: "rp-types" }, h("thead", null, h("tr", null,
      ["Runs", "number", "distance", "share", "h:mm", "longest"].map((name, place) =>
        h("th", { scope: "col", class: place ? "rp-num" : "" }, name)))),
    h("tbody", null, rows.map(([type, name, ...rest]) => h("tr", null, h("th", { scope: "row" }, sign(type), " ", name),
      rest.map((text) => h("td", { class: "rp-num" }, text)))))),
    shares ? h("p", { class: "rp-intensity" }, h("b", null, shares), " ", h("span", { class: "rp-quiet" }, about)) : "");
  }

  return { el, hear };
}

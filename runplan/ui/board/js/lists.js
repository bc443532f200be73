// What a coach would remark, and how the runs divide by type and by how hard they are.

const SEVERITIES = [["error", "Broken rules", "Plans made here keep these rules; an edited file may not."],
  ["warning", "Worth a thought", "Have a look at these before you start."], ["info", "Good to know", ""]];

function createFindings(board) {
  const el = h("section", { class: "rp-findings", id: `${uid()}-said`, "aria-label": "Findings" });
  let key = "", plan = 0, places = new Map(), known = new Map(), buttons = new Map();

  function hear(rows_, of) {
    if (of !== plan) known = new Map();
    const now = JSON.stringify([rows_, of]);
    if (now === key) return;
    key = now;
    plan = of;
    buttons = new Map();
    places = new Map(rows_.flatMap((row, number_) => row[6] ? [[number_, h("span", { class: "rp-act-place" })]] : []));
    const health = rows_.filter((row) => row[2] === "pain"), others = rows_.filter((row) => row[2] !== "pain");
    const parts = [];
    if (!others.some((row) => row[0] !== "info")) {
      parts.push(h("p", null, `This plan breaks no rule. ${others.length ? "Read the notes below." : "There is nothing else to point out."}`));
    }
    for (const [severity, title, about] of SEVERITIES) {
      const rows = others.filter((row) => row[0] === severity);
      if (!rows.length) continue;
      parts.push(h("h3", null, title, " ", h("span", { class: "rp-count" }, rows.length), " ", h("span", { class: "rp-quiet" }, about)),
        h("ul", null, rows.map((row) => entry(row, rows_.indexOf(row)))));
    }
    el.replaceChildren(...parts, ...health.map((row) => h("p", { class: "rp-health" }, row[3])));
    for (const [number_, label] of known) offer(number_, label);
    askNext();
  }

  function entry([severity, week, , message, badge, citation], number_) {
    return h("li", { class: `rp-finding rp-${severity}` },
      week ? button(`Week ${week}`, "rp-where", () => board.showWeek(week)) : h("b", { class: "rp-where" }, "Block"),
      h("span", { id: `${el.id}-${number_}` }, message, " ", h("span", { class: "rp-badge", title: citation }, badge), places.get(number_)));
  }

  // What can be done is tried before it is offered, one finding after the other, and only while they are looked at.
  function askNext() {
    const next = [...places.keys()].find((number_) => !known.has(number_));
    if (next !== undefined) board.ask({ do: "action", of: plan, n: next });
  }

  function hearAction({ of, n, label }) {
    if (of !== plan || known.has(n)) return;
    known.set(n, label);
    offer(n, label);
    if (board.tab === "findings") askNext();
  }

  // A change that helps with several findings has one button, at the first of them; the others point to it.
  function offer(number_, label) {
    const place = places.get(number_);
    if (!label || !place) return;
    const first = buttons.get(label), about = `${el.id}-${number_}`;
    if (!first) {
      buttons.set(label, button(label, "rp-act", () => board.ask({ do: "act", of: plan, n: number_ }), { "aria-describedby": about }));
      place.replaceChildren(buttons.get(label));
    } else if (!place.firstChild) {
      first.setAttribute("aria-describedby", `${first.getAttribute("aria-describedby")} ${about}`);
      place.replaceChildren(h("span", { class: "rp-quiet" }, `The button “${label}” above also helps here.`));
    }
  }

  return { el, hear, hearAction };
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

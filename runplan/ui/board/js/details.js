// One session in full: what to do, how to do it, and why it stands on its day.

function createDetails(board) {
  const content = h("div", { class: "rp-details-content" });
  const el = h("aside", { class: "rp-details", "aria-label": "Session", hidden: true, tabindex: "-1" }, content);
  const drawings = createDrawings(board);
  let shown = "", due = 0, last = null, asked = false;

  function update(scene) {
    const id = board.view.open;
    show(el, Boolean(id));
    if (!id) { shown = ""; last = null; content.replaceChildren(); return; }
    stand(id);
    clearTimeout(due);
    if (shown !== id) {
      shown = id;
      content.replaceChildren(h("p", { class: "rp-quiet" }, "…"));
      board.ask({ do: "details", id });
    } else if (last !== JSON.stringify(scene.weeks || null)) due = setTimeout(() => board.ask({ do: "details", id }), 200);
    last = JSON.stringify(scene.weeks || null);
  }

  // Beside the weeks it stands on the side where its own day leaves more room, so that its card is seen and marked.
  function stand(id) {
    const at = board.where[id], isOver = at && !board.wide && !board.narrow && board.tab === "weeks";
    const day = isOver ? board.el.querySelectorAll(".rp-row-head .rp-day")[at.day] : null;
    const box = day && el.parentElement.getBoundingClientRect(), mine = day && day.getBoundingClientRect();
    const before = day ? mine.left - box.left : 0, after = day ? box.right - mine.right : 0;
    el.classList.toggle("rp-at-left", before > after);
    setStyle(el, "--room", day ? `${Math.floor(Math.max(before, after)) - 4}px` : "100%");
  }

  function hear(answer) {
    if (answer.id !== board.view.open) return;
    const focused = el.contains(document.activeElement) ? document.activeElement.dataset.focus : "";
    content.replaceChildren(...(answer.gone ? gone() : whole(answer)));
    drawings.ask();
    if (focused) { const again = content.querySelector(`[data-focus="${CSS.escape(focused)}"]`); if (again) again.focus(); }
  }

  function closer() {
    return button("Close", "rp-close", close, { "data-focus": "close" });
  }

  function close() {
    const id = board.view.open;
    board.look({ open: "" });
    board.focusCard(id);
  }

  function gone() {
    return [closer(), h("p", null, "This session is no longer in the plan.")];
  }

  function whole(one) {
    const pin = one.race ? null : one.pinned
      ? button("Unpin", "rp-unpin", () => board.ask({ do: "unpin", id: one.id }), { "data-focus": "pin" })
      : button("Pin here", "rp-pin-here", () => board.pin(one.id), { "data-focus": "pin" });
    return [
      h("div", { class: "rp-details-head" }, h("h3", null, sign(one.type), one.title), h("span", { class: "rp-buttons" }, pin, closer())),
      h("p", { class: "rp-quiet" }, one.facts.join(" · "), h("br"), one.about.join(" · "),
        h("small", { class: "rp-id", title: "The session’s name in the file" }, one.id)),
      one.marks ? marks(one) : one.later ? h("p", { class: "rp-quiet" }, one.later) : null,
      one.noted.length ? noted(one.noted) : null,
      one.note ? h("p", null, one.note) : null,
      why(one),
      one.steps.length ? h("ol", { class: "rp-steps" }, one.steps.map(([what, pace, facts]) =>
        h("li", null, what, pace ? [" ", h("b", null, pace)] : null, facts ? h("small", null, facts) : null))) : null,
      one.parts.length ? exercises(one.parts) : null,
      one.more ? h("p", { class: "rp-quiet" }, one.more) : null,
    ].filter(Boolean);
  }

  // Was it done?; pressed once more, a mark is taken off.
  function marks(one) {
    return h("div", { class: "rp-marks", role: "group", "aria-label": "Was it done?" }, ["Done", "Partly", "Missed"].map((name, place) =>
      button(`${DID_SIGNS[place + 1]} ${name}`, "rp-mark-as", () => board.mark(one.id, MARKS[place]),
        { "aria-pressed": String(one.did === place + 1), "aria-label": name, "data-focus": `mark ${place}` })));
  }

  // What a log tells of the session, in the runner's own words.
  function noted(lines) {
    return h("section", { class: "rp-noted", "aria-label": "What you noted" }, h("h4", { class: "rp-quiet" }, "What you noted"),
      h("ul", null, lines.map(([name, text]) => h("li", null, name ? h("b", null, `${name}: `) : null, text))));
  }

  function exercises(parts) {
    const head = h("thead", null, h("tr", null, ["Exercise", "Sets", "Rest", "Effort"].map((name) =>
      h("th", { scope: "col", class: name === "Exercise" ? "" : "rp-num",
        title: name === "Effort" ? "How hard the last repetition of a set feels, 0 to 10" : null }, name))));
    const rows = parts.flatMap((part) => [
      h("tr", { class: "rp-part" }, h("th", { colspan: 4, scope: "colgroup" }, part.name)),
      ...part.rows.map((row) => {
        const known = board.about.exercises[row.ex];
        return h("tr", null, h("td", null, known && known.drawn ? drawings.picture(known.id, row.name) : null, h("b", { class: "rp-ex" }, row.name),
          row.pair ? [" ", h("span", { class: "rp-badge", title: "Alternate the exercises, one set each; you rest from one while you do the other" }, row.pair),
            h("span", { class: "rp-quiet" }, ` ${row.with}`)] : null,
          known ? h("p", { class: "rp-quiet rp-how" }, known.how) : null, row.note ? h("p", { class: "rp-quiet" }, row.note) : null,
          row.without ? h("p", { class: "rp-quiet rp-how rp-without" }, row.without) : null),
        h("td", { class: "rp-num" }, row.dose, row.side ? h("span", { class: "rp-unit" }, " a side") : null,
          row.load ? h("b", { class: "rp-load" }, row.load) : null),
        h("td", { class: "rp-num" }, row.rest), h("td", { class: "rp-num" }, row.effort,
          row.left ? h("span", { class: "rp-unit rp-reserve" }, row.left) : null));
      }),
    ]);
    return h("table", { class: "rp-exercises" }, head, h("tbody", null, rows));
  }

  function why(one) {
    const most = Math.max(1, ...one.why.map((day) => day.cost || 0));
    const here = one.why.find((day) => day.here);
    const box = h("details", { class: "rp-why", open: asked }, h("summary", { "data-focus": "why" }, h("b", null, "Why here? "),
      here ? here.said : ""),
      h("p", { class: "rp-quiet" }, "Points show how much worse the block would be with the session on another day and the other sessions "
        + "rearranged around it; 0 means as good as its current day."),
      h("table", null, h("tbody", null, one.why.map((day) => {
        const name = board.about.days[day.day];
        const price = day.here ? "here" : !day.allowed ? "no" : day.cost > 0 ? `+${day.cost}` : String(day.cost).replace("-", "−");
        return h("tr", { class: day.here ? "rp-stands" : day.allowed ? "" : "rp-never", "data-day": day.day },
          h("th", { scope: "row" }, name),
          h("td", { class: "rp-num" }, price, day.allowed && !day.here ? h("span", { class: "rp-bar", "aria-hidden": "true" },
            h("b", { class: "rp-fill rp-cost", style: { "--share": `${(100 * Math.sqrt(Math.max(0, day.cost) / most)).toFixed(1)}%` } })) : null),
          h("td", null, day.said, day.moves ? h("span", { class: "rp-quiet" }, ` This would also move: ${within(day.moves)}.`) : null),
          h("td", null, day.allowed && !day.here ? button("Move", "rp-move", () => board.ask({ do: "move", id: one.id, day: day.day }),
            { "aria-label": `Move to ${name}`, "data-focus": `move ${day.day}` }) : null));
      }))));
    box.addEventListener("toggle", () => { asked = box.open; });
    return box;
  }

  el.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    close();
    event.preventDefault();
    event.stopPropagation();
  });

  return { el, update, hear, hearDrawings: drawings.hear, focus: () => el.focus({ preventScroll: true }) };
}

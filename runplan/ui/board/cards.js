// One week as a row: its date, seven days with their cards, and its totals.

function createRow(board, week) {
  const scene = board.scene;
  const row = h("div", { class: "rp-row-week", role: "row", "aria-rowindex": week.n + 1, "data-week": week.n });
  const classes = [];
  if (week.back) classes.push("rp-back");
  if (week.phase === "race") classes.push("rp-race-week");
  if (week.now) classes.push("rp-now");
  const above = scene.weeks[week.n - 2];
  if (!above || above.phase !== week.phase) classes.push("rp-phase");
  if (board.view.week === week.n) classes.push("rp-chosen");
  row.classList.add(...classes);
  row.append(weekHead(board, week));
  const cells = scene.days.map((day, place) => {
    const off = week.off.includes(place);
    return h("div", {
      class: `rp-day${off ? " rp-away" : ""}`, role: "gridcell", "data-day": place, "aria-colindex": place + 2,
      "aria-label": `${longDate(board, week, place)}${off ? ", date off" : ""}`,
    }, off ? h("span", { class: "rp-off-word" }, "off") : null);
  });
  for (const one of week.s.map(session)) cells[one.day].append(createCard(board, week, one));
  row.append(...cells, ...totals(board, week));
  return row;
}

function weekHead(board, week) {
  const phase = week.back ? "Step-back" : board.about.phases[week.phase] || week.phase;
  const chosen = board.view.week === week.n;
  return h("div", { class: "rp-week", role: "rowheader", "aria-colindex": 1 },
    h("button", {
      type: "button", class: "rp-week-button", tabindex: "-1", "aria-pressed": String(chosen), "data-week": week.n,
      title: `${week.said}${week.note ? `. ${week.note}` : ""}. Click: its muscles`,
      "aria-label": `Week ${week.n}, from ${week.day}, ${phase}${week.note ? `, ${week.note}` : ""}: show its muscles`,
    },
    h("b", null, week.n), h("span", null, week.day, week.note ? h("i", { class: "rp-mark" }, "*") : null,
      h("em", null, phase))));
}

function totals(board, week) {
  const most = board.most;
  const share = week.share === null ? "–" : String(Math.floor(100 * week.share + 1e-6));
  return [
    total("rp-km", week.much, (week.km + week.race) / Math.max(1, most.km), "distance of the week"),
    total("rp-min", week.time, week.min / Math.max(1, most.min), "hours and minutes of the week"),
    total("rp-sets", share, week.share || 0, "per cent of the target sets of the main muscles"),
  ];
}

function total(kind, text, share, about) {
  return h("div", { class: "rp-total", role: "gridcell", title: about },
    text, h("span", { class: "rp-bar", "aria-hidden": "true" },
      h("b", { class: `rp-fill ${kind}`, style: { width: `${Math.round(100 * Math.min(1, share))}%` } }),
      kind === "rp-sets" ? h("b", { class: "rp-tick" }) : null));
}

function createCard(board, week, one) {
  const name = board.about.types[one.type] || one.type;
  const dimmed = board.view.muscle && !works(board, one, board.view.muscle);
  const classes = ["rp-card"];
  if (one.pinned) classes.push("rp-pinned");
  if (dimmed) classes.push("rp-dim");
  if (board.changed.has(one.id)) classes.push("rp-changed");
  if (board.view.open === one.id) classes.push("rp-open");
  return h("div", {
    class: classes.join(" "), role: "button", tabindex: board.stop === one.id ? "0" : "-1", "data-session": one.id,
    "data-type": one.type, "aria-label": spoken(board, week, one),
    title: `${board.scene.titles[one.title]}, ${amount(board, one)}, effort ${number(one.effort)} of 10`,
  },
  sign(one.type), h("span", { class: "rp-name" }, name),
  one.pinned ? h("i", { class: "rp-sign rp-pin", title: "pinned by you", "aria-hidden": "true" }) : null,
  h("span", { class: "rp-much" }, one.much, h("span", { class: "rp-unit" }, one.run ? ` ${board.scene.units}` : " min")));
}

// Whether a session holds an exercise that counts for a muscle.
function works(board, one, muscleId) {
  if (one.list < 0) return false;
  const place = board.place[muscleId];
  return board.scene.lists[one.list].some(([exercise]) => credit(board, exercise, place) > 0);
}

// Sets that one set of an exercise counts for a muscle; the trunk as one is the mean of its four.
function credit(board, exercise, place) {
  const known = board.about.exercises[exercise];
  if (!known) return 0;
  if (place === board.trunk) {
    return board.trunkOf.reduce((sum, one) => sum + credit(board, exercise, one), 0) / board.trunkOf.length;
  }
  const found = known.credit.find(([muscle]) => muscle === place);
  return found ? found[1] : 0;
}

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
  const events = new Map(week.out || []);
  const cells = scene.days.map((day, place) => {
    const out = events.get(place), off = week.off.includes(place);
    const now = week.now === place + 1;
    return h("div", {
      class: `rp-day${out || off ? " rp-away" : ""}${now ? " rp-today" : ""}`, role: "gridcell", "data-day": place, "data-name": day,
      "aria-colindex": place + 2, "aria-current": now ? "date" : null,
      "aria-label": longDate(board, week, place) + (out || off ? `, ${out || "date off"}` : "") + (now ? ", today" : ""),
    });
  });
  row.rpCards = week.s.map(session).map((one) => {
    const card = createCard(board, one);
    card.rpDate = longDate(board, week, one.day);
    cells[one.day].append(card);
    return card;
  });
  for (const place of new Set([...events.keys(), ...week.off])) {  // under the day's cards, where there are any
    cells[place].append(h("span", { class: "rp-off-word" }, events.get(place) || "off"));
  }
  row.rpTotals = totals();
  row.append(...cells, ...row.rpTotals.map((one) => one.el));
  fillRow(board, row, week);
  return row;
}

// The amounts of a row: all that changes where the sessions and their days stay.
function fillRow(board, row, week) {
  // What a card says hangs on its own row and on the titles of its week; where these are the same it is left alone.
  const titles = week.s.map((of) => board.scene.titles[of[7]]).join("|");
  week.s.forEach((of, place) => {
    const card = row.rpCards[place], said = `${of[3]} ${of[5]} ${titles}`;
    if (card.rpSaid === said) return;
    card.rpSaid = said;
    const one = session(of);
    const text = board.room.units ? `${one.much} ${one.run ? board.scene.units : "min"}` : one.much;
    if (card.rpAmount.data !== text) card.rpAmount.data = text;
    // It is said later, when another scene may be shown: the row's numbers mean something in their own scene only.
    const scene = board.scene, say = () => setAttr(card, "aria-label", spoken(scene, week, one, card.rpDate));
    if (card.rpAttrs) board.atRest(card, say); else say();
  });
  const most = board.most, [km, minutes, sets_] = row.rpTotals;
  const isMarked = week.done !== undefined, planned = week.km + week.race;
  const share = (isMarked ? Number(week.done) / board.scene.per_km : planned) / Math.max(1, most.km);
  fillTotal(km, isMarked ? `${Math.round(week.done)}/${Math.round(week.much)}` : week.much, share);
  const told = isMarked ? `${week.done} of ${week.much} ${board.scene.units} done` : null;
  setAttr(km.el, "aria-label", told);
  setAttr(km.el, "title", told || "distance of the week");
  fillTotal(minutes, week.time, week.min / Math.max(1, most.min));
  fillTotal(sets_, week.share === null ? "–" : String(Math.floor(100 * week.share + 1e-6)), week.share || 0);
}

// In fiftieths, about a pixel: what looks the same need not be styled and laid out anew.
function fillTotal(total, text, share) {
  setText(total.el, text);
  setStyle(total.el, "--share", `${2 * Math.round(50 * Math.min(1, share))}%`);
}

function weekHead(board, week) {
  const phase = week.back ? "Step-back" : board.about.phases[week.phase] || week.phase;
  const chosen = board.view.week === week.n;
  return h("div", { class: "rp-week", role: "rowheader", "aria-colindex": 1 },
    h("button", {
      type: "button", class: "rp-week-button", tabindex: "-1", "aria-pressed": String(chosen), "data-week": week.n,
      title: `${week.said}${week.note ? `. ${week.note}` : ""}. Click to see its muscles`,
      "aria-label": `Week ${week.n}, from ${week.day}, ${phase}${week.note ? `, ${week.note}` : ""}: show its muscles`,
    },
    h("b", null, week.n), h("span", null, week.day, week.note ? h("i", { class: "rp-mark" }, "*") : null),
    h("em", { class: week.happened ? "rp-happened" : null }, week.happened || phase)));
}

function totals() {
  return [["rp-km", "distance of the week"], ["rp-min", "hours and minutes of the week"],
    ["rp-sets", "percentage of the target sets of the main muscles"]].map(([kind, about]) => {
    return { el: h("div", { class: `rp-total ${kind}`, role: "gridcell", title: about }) };
  });
}

function createCard(board, one) {
  const classes = ["rp-card", `rp-${signOf(one.type)}`];
  if (one.pinned) classes.push("rp-pinned");
  if (one.did) classes.push(`rp-did-${one.did}`);
  if (board.view.muscle && !works(board, one, board.view.muscle)) classes.push("rp-dim");
  if (board.changed.has(one.id)) classes.push("rp-changed");
  if (board.view.open === one.id) classes.push("rp-open");
  const amount_ = document.createTextNode("");
  const card = h("div", { class: classes.join(" "), role: "button", tabindex: board.stop === one.id ? "0" : "-1",
    "data-session": one.id, "data-type": one.type },
  one.did ? h("b", { class: "rp-did", title: DID[one.did], "aria-hidden": "true" }, DID_SIGNS[one.did]) : null,
  one.pinned ? h("i", { class: "rp-sign rp-pin", title: "pinned by you", "aria-hidden": "true" }) : null,
  board.room.names ? h("span", { class: "rp-name" }, board.about.types[one.type] || one.type) : null, amount_);
  card.rpAmount = amount_;
  return card;
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

// What is done with a card besides opening and carrying it: it is pinned, or marked as what became of it.
function offerMarks(board) {
  board.pin = (id) => {
    const at = board.where[id];
    if (!at || at.type === "race") return;
    const row = board.scene.weeks[at.week - 1].s.find((one) => one[0] === id);
    board.ask(row[6] ? { do: "unpin", id } : { do: "move", id, day: board.scene.days[at.day] });
  };
  board.mark = (id, status) => {
    const at = board.where[id], row = at && board.scene.weeks[at.week - 1].s.find((one) => one[0] === id);
    if (row) board.ask({ do: "mark", id, as: session(row).did === 1 + MARKS.indexOf(status) ? "planned" : status });
  };
  // The first session to mark, open beside the weeks.
  board.markFrom = (id) => {
    board.look({ open: id, ...(board.wide ? {} : { tab: "weeks" }) });
    board.focusCard(id);
  };
}

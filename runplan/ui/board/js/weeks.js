// The week board: a week a row, a day a column. Only the rows that are seen are in the page.

const LEGEND = [["easy", "easy run"], ["long", "long run"], ["tempo", "tempo, intervals, hills"], ["race", "race"],
  ["heavy", "heavy strength"], ["general", "general strength"], ["core", "core and hips"]];
const KEYS = "Enter opens a session. Space picks it up, and the arrows move it. P pins it; D, H and M mark it done, partly done or missed. Ctrl+Z undoes.";
const SPARE_ROWS = 3;
const GLIDE_MS = 120;
const UNITS_PX = 720, NAMES_PX = 1180;  // from so wide on a card says its unit, and its kind in words
const DID_PX = 14, PIN_PX = 11, PLAIN_CARD_PX = 56, OTHER_COLUMNS_PX = 223;  // what the signs of a card need, and a sign of its kind with a number

function createWeeks(board) {
  const head = h("div", { class: "rp-row-week rp-row-head", role: "row", "aria-rowindex": 1 });
  const space = h("div", { class: "rp-space", role: "rowgroup" });
  const scroller = h("div", {
    class: "rp-scroller", role: "grid", "aria-label": "The plan, one week per row", "aria-colcount": 11,
  }, h("div", { role: "rowgroup", class: "rp-sticky" }, head), space);
  const hint = h("p", { class: "rp-hint-line", role: "status" });
  const filter = h("div", { class: "rp-filter", hidden: true });
  const legend = h("div", { class: "rp-legend" }, LEGEND.map(([type, name]) => h("span", null, sign(type), name)),
    h("span", null, h("i", { class: "rp-swatch rp-back-swatch" }), "step-back week"));
  const keys = h("p", { class: "rp-keys" }, KEYS);
  const el = h("section", { class: "rp-weeks", "aria-label": "Weeks" }, filter, scroller, hint, legend, keys);
  const rows = new Map();
  // Where the board is scrolled to and how much is seen, read when they change and not while something is drawn.
  let height = 34, headKey = "", seenFrom = 0, seenHeight = 600, width = 0;

  // --- drawing ------------------------------------------------------------------------------------------------------

  function context(week) {
    const view = board.view;
    const changed = week.s.filter((row) => board.changed.has(row[0])).map((row) => row[0]).join();
    const open = week.s.some((row) => row[0] === view.open) ? view.open : "";
    const above = board.scene.weeks[week.n - 2];
    return [board.scene.units, board.room.units, board.room.names, view.muscle, view.week === week.n, open, changed, above ? above.phase : ""].join("|");
  }

  // What makes a row another one; where only amounts differ they are filled in.
  function keyOf(week) {
    const cards = week.s.map(([id, day, type, , , , pinned, , list, , did]) => `${id} ${day} ${type} ${pinned} ${did} ${
      board.view.muscle && list >= 0 ? board.scene.lists[list].join() : ""}`);
    return [cards, week.start, week.phase, week.part, week.back, week.note, week.off, week.out, week.now, board.scene.days,
      context(week)].join("|");
  }

  function drawHead() {
    const scene = board.scene, key = scene.days.join() + scene.units;
    if (key === headKey) return;
    headKey = key;
    const cell = (text, name, about, column) =>
      h("div", { role: "columnheader", class: name, title: about || null, "aria-colindex": column }, text);
    head.replaceChildren(cell("Week", "rp-week", null, 1), ...scene.days.map((day, place) =>
      cell(day, "rp-day", board.about.days[day], place + 2)),
    cell(scene.units, "rp-total", "Distance of all runs", 9),
    cell("h:mm", "rp-total", "Hours and minutes of all sessions, runs and strength", 10),
    cell("sets %", "rp-total", `The average share of the week’s target sets that the main muscles get: ${board.about.main}.`
      + " More than the target counts as the target (the tick).", 11));
  }

  function wanted() {
    const count = board.scene.weeks.length;
    const first = Math.max(1, Math.floor(seenFrom / height) - SPARE_ROWS + 1);
    const last = Math.min(count, Math.ceil((seenFrom + seenHeight) / height) + SPARE_ROWS);
    const seen = new Set();
    for (let number = first; number <= last; number += 1) seen.add(number);
    const active = el.getRootNode().activeElement;
    const held = active && space.contains(active) ? active.closest("[data-week]") : null;
    if (held && Number(held.dataset.week) <= count) seen.add(Number(held.dataset.week));
    // What is carried, and the one card that the Tab key stops at, are always there.
    for (const week of [board.moving ? board.moving.week() : 0, board.where[board.stop]?.week || 0]) {
      if (week && week <= count) seen.add(week);
    }
    return seen;
  }

  function draw() {
    if (!board.scene.weeks) return;
    const seen = wanted();
    for (const [number, known] of rows) if (!seen.has(number)) { known.node.remove(); rows.delete(number); }
    const active = el.getRootNode().activeElement;
    const focused = active && space.contains(active) ? active.dataset.session || `week ${active.dataset.week}` : null;
    let lost = false;
    for (const number of [...seen].sort((a, b) => a - b)) {
      const week = board.scene.weeks[number - 1], key = keyOf(week), known = rows.get(number);
      if (known && known.key === key) {
        if (known.week !== week) { fillRow(board, known.node, week); known.week = week; }
        continue;
      }
      const node = createRow(board, week);
      node.style.top = `${(number - 1) * height}px`;
      if (known) {
        lost = lost || known.node.contains(active);
        known.node.replaceWith(node);
      } else {
        const next = [...space.children].find((other) => Number(other.dataset.week) > number);
        space.insertBefore(node, next || null);
      }
      rows.set(number, { key, node, week });
    }
    if (focused && lost) {
      const again = focused.startsWith("week ") ? weekButton(Number(focused.slice(5))) : card(focused);
      if (again) again.focus({ preventScroll: true });
    }
    for (const other of space.querySelectorAll('.rp-card[tabindex="0"]')) if (other.dataset.session !== board.stop) other.tabIndex = -1;
    const stopped = card(board.stop);
    if (stopped && stopped.tabIndex !== 0) stopped.tabIndex = 0;
    if (board.moving) board.moving.paint();
  }

  function update(scene) {
    if (!scene.weeks) return;
    makeRoom();
    drawHead();
    setAttr(scroller, "aria-rowcount", scene.weeks.length + 1);
    setStyle(space, "height", `${scene.weeks.length * height}px`);
    if (!board.where[board.stop]) board.stop = scene.weeks.flatMap((week) => week.s)[0]?.[0] || "";
    const before = spots();
    draw();
    glide(before);
    drawFilter();
    if (!board.showsChange || !board.changed.size) return;
    // An event that was used: the first week that it changed is in view.
    board.showsChange = false;
    reveal(Math.min(...[...board.changed].map((id) => board.where[id].week)));
  }

  // Cards that stand elsewhere now glide there.
  function spots() {
    if (!board.changed.size || calm()) return [];
    const ids = [...board.changed].filter((id) => card(id)).slice(0, 40);
    return ids.map((id) => [id, card(id).getBoundingClientRect()]);
  }

  function glide(before) {
    for (const [id, from] of before) {
      const node = card(id);
      if (!node) continue;
      const to = node.getBoundingClientRect();
      const move = `translate(${from.left - to.left}px, ${from.top - to.top}px)`;
      node.animate([{ transform: move }, { transform: "none" }], { duration: GLIDE_MS, easing: "ease-out" });
    }
  }

  function drawFilter() {
    const muscle = board.view.muscle ? board.about.muscles[board.place[board.view.muscle]] : null;
    show(filter, Boolean(muscle));
    const key = muscle ? muscle.name : "";
    if (filter.rpKey === key) return;
    filter.rpKey = key;
    filter.replaceChildren(...(muscle ? [`Highlighted: sessions that work the ${within(muscle.name)}. `,
      button("Clear the highlight", "rp-unfilter", () => board.look({ muscle: "" }))] : []));
  }

  function look() {
    seenFrom = scroller.scrollTop;
    seenHeight = scroller.clientHeight || seenHeight;
  }

  // What is marked or pinned carries a sign: where some are, units and names need a wider board, in all cards alike.
  function makeRoom() {
    const isList = board.narrow, all = (board.scene.weeks || []).flatMap((week) => week.s);
    const signs = (all.some((row) => row[10]) ? DID_PX : 0) + (all.some((row) => row[6]) ? PIN_PX : 0);
    const more = 7 * signs, card_ = (width - OTHER_COLUMNS_PX) / 7;
    board.room = { units: isList || (board.roomy && width > UNITS_PX + more), names: isList || width >= NAMES_PX + more };
    el.classList.toggle("rp-tight", !isList && signs > 0 && card_ < PLAIN_CARD_PX + signs);
  }

  function measure() {
    look();
    width = el.clientWidth;
    makeRoom();
    const wantedHeight = parseFloat(getComputedStyle(el).getPropertyValue("--rp-row-height")) || 34;
    if (wantedHeight !== height) {
      height = wantedHeight;
      for (const { node } of rows.values()) node.remove();
      rows.clear();
      if (board.scene.weeks) setStyle(space, "height", `${board.scene.weeks.length * height}px`);
    }
    draw();
  }

  // --- finding ------------------------------------------------------------------------------------------------------

  function card(id) {
    return space.querySelector(`.rp-card[data-session="${CSS.escape(id)}"]`);
  }

  function weekButton(number) {
    return space.querySelector(`.rp-week-button[data-week="${number}"]`);
  }

  function reveal(number) {
    const top = (number - 1) * height, room = scroller.clientHeight - head.offsetHeight;
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    else if (top + height > scroller.scrollTop + room) scroller.scrollTop = top + height - room;
    look();
    draw();
  }

  function focus(id) {
    const at = board.where[id];
    if (!at) return;
    reveal(at.week);
    const before = card(board.stop);
    if (before) before.tabIndex = -1;
    board.stop = id;
    const node = card(id);
    if (node) { node.tabIndex = 0; node.focus({ preventScroll: true }); }
  }

  // The nearest card in a direction: the next or previous one, or one of the week above or below.
  function neighbour(id, key) {
    const at = board.where[id], weeks = board.scene.weeks;
    const order = weeks.flatMap((week) => week.s.map(session).sort((a, b) => a.day - b.day || a.run < b.run)
      .map((one) => ({ ...one, week: week.n })));
    const place = order.findIndex((one) => one.id === id);
    if (key === "ArrowRight") return order[place + 1]?.id;
    if (key === "ArrowLeft") return order[place - 1]?.id;
    const own = order.filter((one) => one.week === at.week);
    if (key === "Home") return own[0].id;
    if (key === "End") return own[own.length - 1].id;
    const step = key === "ArrowDown" ? 1 : -1, me = order[place];
    const stacked = own.filter((one) => one.day === me.day);
    const inside = stacked[stacked.findIndex((one) => one.id === id) + step];
    if (inside) return inside.id;
    for (let week = at.week + step; week >= 1 && week <= weeks.length; week += step) {
      const there = order.filter((one) => one.week === week);
      if (!there.length) continue;
      const near = Math.min(...there.map((one) => Math.abs(one.day - me.day)));
      const best = there.filter((one) => Math.abs(one.day - me.day) === near);
      return (step > 0 ? best[0] : best[best.length - 1]).id;
    }
    return undefined;
  }

  // --- events -------------------------------------------------------------------------------------------------------

  scroller.addEventListener("scroll", () => { look(); draw(); }, { passive: true });
  scroller.addEventListener("pointerover", (event) => {
    const at = event.target.closest(".rp-card");
    if (!at || !board.where[at.dataset.session]) return;
    const week = board.scene.weeks[board.where[at.dataset.session].week - 1];
    const one = session(week.s.find((row) => row[0] === at.dataset.session));
    const pace = board.scene.paces[one.pace];
    at.title = `${board.scene.titles[one.title]}, ${amount(board.scene, one)}, effort ${number(one.effort)} out of 10 overall`
      + (pace ? `\n${pace}` : "");
  });
  scroller.addEventListener("click", (event) => {
    const at = event.target.closest(".rp-card, .rp-week-button");
    if (!at || board.moving.justDropped() || event.detail > 1) return;
    if (at.dataset.session) board.open(at.dataset.session);
    else board.musclesOf(Number(at.dataset.week));
  });
  scroller.addEventListener("focusin", (event) => {
    const at = event.target.closest(".rp-card");
    if (!at || at.dataset.session === board.stop) return;
    const before = card(board.stop);
    if (before) before.tabIndex = -1;
    board.stop = at.dataset.session;
    at.tabIndex = 0;
  });
  scroller.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (board.moving.key(event)) return;
    const at = event.target.closest(".rp-card");
    if (!at) return;
    const id = at.dataset.session;
    if (["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"].includes(event.key)) {
      const next = neighbour(id, event.key);
      if (next) focus(next);
    } else if (event.key === "Enter") board.open(id);
    else if (event.key === " ") board.moving.pickUp(id);
    else if (event.key === "p" || event.key === "P") board.pin(id);
    else if (["d", "h", "m"].includes(event.key.toLowerCase())) board.mark(id, MARKS["dhm".indexOf(event.key.toLowerCase())]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  function focusWeek(number) {
    reveal(number);
    const at = weekButton(number);
    if (at) at.focus({ preventScroll: true });
  }

  return { el, scroller, update, draw, measure, card, focus, focusWeek, reveal, hint, space };
}

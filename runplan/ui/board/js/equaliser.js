// The volume equaliser: a bar a week to pull, the curve's own value as a tick, phases below, strength sets beneath.

function createEqualiser(board) {
  const row = h("div", { class: "rp-eq-columns" }), bars = h("div", { class: "rp-eq-bars" });
  const picture = createBars(bars);
  bars.append(picture.el, row);
  const phases = h("div", { class: "rp-eq-phases", "aria-hidden": "true" });
  const title = h("span", { class: "rp-eq-title" }), unit = h("span", { class: "rp-quiet" });
  const said = h("p", { class: "rp-eq-said" });
  const el = h("section", { class: "rp-equaliser", "aria-label": "Volume, week by week" },
    h("div", { class: "rp-eq-head" }, title, unit, said), bars, phases);
  const IDLE = "Click a bar to see its week. Drag it to set the week yourself; double-click it to restore the plan.";
  const GIVEN = {
    km: "Click a bar to see its week. Your own run plan sets the kilometres.",
    mi: "Click a bar to see its week. Your own run plan sets the miles.",
  };
  const idle = () => (board.scene.given ? GIVEN[board.scene.units] : IDLE);
  const waiting = new Map();  // by week: the last request that is still to go
  let columns = [], stop = 1, grip = null, pulled = null, flying = false, patience = 0, phaseKey = "", top = 60, topSets = 1, over = 0;

  // Bars too many for a figure each.
  function crowded(count) { return count > (board.narrow ? 17 : 26); }

  function perKm() { return board.scene.per_km; }

  // --- drawing ------------------------------------------------------------------------------------------------------

  function column(number) {
    const mark = h("i", { class: "rp-eq-spike", hidden: true }, "▲");
    const flag = h("i", { class: "rp-sign rp-race", hidden: true });
    const bar = h("div", { class: "rp-eq-bar", role: "slider", tabindex: number === stop ? "0" : "-1",
      "aria-orientation": "vertical", "aria-valuemin": 0, "data-week": number }, mark, flag);
    const name = h("span", { class: "rp-eq-week", "aria-hidden": "true" });
    return { el: h("div", { class: "rp-eq-column" }, bar, name), bar, mark, flag, name };
  }

  function update(scene) {
    if (!scene.weeks) return;
    const count = scene.weeks.length;
    if (columns.length !== count) {
      grip = null;
      pulled = null;
      waiting.clear();
      stop = Math.min(stop, count);
      columns = scene.weeks.map((week) => column(week.n));
      row.replaceChildren(...columns.map((one) => one.el));
    }
    setText(title, scene.units === "km" ? "Kilometres" : "Miles");
    setText(unit, " per week, strength sets below");
    if (!said.rpText || [IDLE, GIVEN.km, GIVEN.mi].includes(said.rpText)) setText(said, idle());
    const highest = Math.max(10, ...scene.weeks.map((week) => Math.max(week.km, week.curve) + week.race));
    // While a bar is pulled the scale only grows, so that the bar stays under the pointer.
    const wanted = 20 * Math.ceil((1.25 * highest * perKm()) / 20) / perKm();
    if (!grip) top = wanted;  // a scale that moved under the pointer would move the value with it
    topSets = Math.max(1, ...scene.weeks.map((week) => week.sets));
    const dense = crowded(count);
    setClass(bars, `rp-eq-bars${dense ? " rp-dense" : ""}`);
    for (const week of scene.weeks) drawColumn(columns[week.n - 1], week, dense);
    paint();
    drawPhases(scene);
    if (over && !pulled) tell(over);
  }

  function drawColumn(one, week, dense) {
    const mine = pulled && pulled.week === week.n;
    const km = mine ? pulled.value / perKm() : week.km;
    const shown = km * perKm();
    setClass(one.el, ["rp-eq-column", week.back && "rp-back", week.phase === "race" && "rp-race-week", week.own && "rp-own",
      board.view.week === week.n && "rp-chosen", mine && "rp-pulled"].filter(Boolean).join(" "));
    show(one.mark, Boolean(week.spike));
    show(one.flag, week.race > 0);
    setText(one.name, !dense || week.n % 4 === 1 ? String(week.n) : "");
    const scene = board.scene, say = () => speak(scene, one.bar, week, shown);
    if (one.bar.rpAttrs) board.atRest(one.bar, say); else say();
  }

  function speak(scene, bar, week, shown) {
    const race = week.race * scene.per_km;
    setAttr(bar, "aria-valuemin", number(race));
    setAttr(bar, "aria-valuenow", number(shown + race));
    setAttr(bar, "aria-valuemax", number(300 * scene.per_km + race, 0));
    setAttr(bar, "aria-valuetext", `${number(shown + race)} ${scene.units}${including(scene, week)}${
      week.own ? ", set by you" : ""}${week.back ? ", step-back week" : ""}${week.spike ? ", a run with a large step" : ""}, ${
      plural(week.sets, "set")}`);
    setAttr(bar, "aria-label", `Week ${week.n} from ${week.day}, distance`);
  }

  // A week's figure has its race in it, here as in the table; the bar is pulled by what is run besides.
  function including(scene, week) {
    return week.race ? `, incl. race ${number(week.race * scene.per_km)} ${scene.units}` : "";
  }

  // Pulled and own weeks stand out; step-back weeks are pale.
  function paint() {
    const dense = crowded(columns.length);
    picture.paint(board.scene.weeks.map((week) => {
      const mine = pulled && pulled.week === week.n, km = (mine ? pulled.value / perKm() : week.km) + week.race, shown = km * perKm();
      return [Math.min(1, km / top), Math.min(1, (week.curve + week.race) / top),
        dense && !mine ? "" : number(shown, shown < 100 && !dense && board.roomy ? 1 : 0),
        Boolean(mine || week.own), Boolean(week.back), week.sets / topSets, dense || !week.sets ? "" : String(week.sets)];
    }));
  }

  function drawPhases(scene) {
    const key = scene.weeks.map((week) => week.phase).join() + board.roomy + board.narrow;
    if (key === phaseKey) return;
    phaseKey = key;
    const runs = [];
    for (const week of scene.weeks) {
      const last = runs[runs.length - 1];
      if (last && last.phase === week.phase) last.count += 1; else runs.push({ phase: week.phase, count: 1 });
    }
    // Those that are wider than their weeks stand in turn a line lower.
    let isLow = false;
    phases.replaceChildren(...runs.map(({ phase, count }) => {
      const name = board.about.phases[phase], text = name.replace(" week", "");
      const isWhole = count * (board.roomy ? 45 : board.narrow ? 17 : 36) * 16 / scene.weeks.length > 6.5 * text.length + 6;
      isLow = !isWhole && !isLow;
      return h("span", { style: { "flex-grow": count }, title: name }, h("b", { class: isWhole ? "rp-eq-whole" : isLow ? "rp-eq-low" : "" }, text));
    }));
  }

  // --- what the line beside the title says --------------------------------------------------------------------------

  function tell(number_) {
    const week = board.scene.weeks[number_ - 1];
    if (!week) return;
    const mine = pulled && pulled.week === week.n;
    const race = week.race * perKm(), shown = mine ? pulled.value + race : (week.km + week.race) * perKm();
    const parts = [`Week ${week.n} from ${week.day}: ${number(shown)} ${board.scene.units}${including(board.scene, week)}`];
    if (week.own || mine) parts.push(`set by you; planned: ${number(week.curve * perKm() + race)}`);
    parts.push(plural(week.sets, "strength set"));
    const says = (spike) => `${parts.join(", ")}.${spike ? ` ${spike}` : ""}`;
    setText(said, says(week.spike.replace(/[.;:] .*/, ".")));  // what to do about it is among the findings
    setAttr(said, "title", says(week.spike));
    show(unit, board.narrow);  // its room is the sentence's
    setClass(said, `rp-eq-said${week.spike ? " rp-warned" : ""}`);
  }

  function untell() {
    over = 0;
    show(unit, true);
    setAttr(said, "title", null);
    setText(said, idle());
    setClass(said, "rp-eq-said");
  }

  // --- pulling ------------------------------------------------------------------------------------------------------

  function weekAt(node) {
    const column_ = node.closest && node.closest(".rp-eq-column");
    return column_ ? Number(column_.querySelector(".rp-eq-bar").dataset.week) : 0;
  }

  function pull(week, value) {
    const most = Math.floor(300 * perKm());
    const wanted = Math.min(most, Math.max(0, Math.round(value)));
    if (pulled && pulled.week === week && pulled.value === wanted) return;
    pulled = { week, value: wanted };
    drawColumn(columns[week - 1], board.scene.weeks[week - 1], crowded(columns.length));
    paint();
    send({ do: "week", week, value: wanted });
  }

  // One request at a time: what comes while it is under way replaces what waits, so the bar never lags behind.
  function send(request) {
    if (flying) { waiting.delete(request.week); waiting.set(request.week, request); return; }
    flying = true;
    board.ask(request);
    // What changes nothing is not answered; then the next may go all the same.
    clearTimeout(patience);
    patience = setTimeout(() => { arrived(); update(board.scene); }, 1500);
  }

  function arrived() {
    clearTimeout(patience);
    flying = false;
    const [next] = waiting.values();
    if (next) { waiting.delete(next.week); send(next); }
    else if (pulled && !pulled.held) { pulled = null; }
  }

  // By where the bar stood when it was taken: a sentence that appears above it must not move its value.
  function valueAt(event) {
    return (top * (grip.box.bottom - event.clientY) / grip.box.height - board.scene.weeks[grip.week - 1].race) * perKm();
  }

  bars.addEventListener("pointerdown", (event) => {
    const bar = event.target.closest(".rp-eq-bar");
    if (!bar || event.button !== 0) return;
    bar.focus({ preventScroll: true });
    grip = { box: bar.getBoundingClientRect(), week: Number(bar.dataset.week), y: event.clientY, pointer: event.pointerId, moved: false };
    bar.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  bars.addEventListener("pointermove", (event) => {
    if (!grip || event.pointerId !== grip.pointer) {
      const at = weekAt(event.target);
      if (at && at !== over) { over = at; tell(at); }
      return;
    }
    if (!(event.buttons & 1)) { let_go(event); return; }
    if (!grip.moved && Math.abs(event.clientY - grip.y) < 3) return;
    grip.moved = true;
    pull(grip.week, valueAt(event));
    if (pulled) pulled.held = true;
    over = grip.week;
    tell(grip.week);
  });
  const let_go = (event) => {
    if (!grip || event.pointerId !== grip.pointer) return;
    const { week, moved: wasMoved } = grip;
    grip = null;
    if (pulled) { pulled.held = false; if (!flying && !waiting.size) pulled = null; }
    if (!wasMoved) board.look({ week: board.view.week === week ? 0 : week });
    update(board.scene);
  };
  for (const name of ["pointerup", "pointercancel"]) window.addEventListener(name, let_go);
  bars.addEventListener("pointerleave", () => { if (!grip) untell(); });
  bars.addEventListener("focusin", (event) => {
    over = weekAt(event.target);
    if (!over) return;
    if (columns[stop - 1]) columns[stop - 1].bar.tabIndex = -1;
    stop = over;
    columns[stop - 1].bar.tabIndex = 0;
    tell(over);
  });
  bars.addEventListener("focusout", () => { if (!grip) untell(); });
  bars.addEventListener("click", (event) => { if (event.target.matches(".rp-eq-week")) board.look({ week: weekAt(event.target) }); });
  bars.addEventListener("dblclick", (event) => { const week = weekAt(event.target); if (week) back(week); });

  function back(week) {
    pulled = null;
    if (board.scene.weeks[week - 1].own || board.scene.noted[week] !== undefined) send({ do: "week", week, value: null });
  }

  bars.addEventListener("keydown", (event) => {
    const bar = event.target.closest(".rp-eq-bar");
    if (!bar || event.ctrlKey || event.metaKey || event.altKey) return;
    const week = Number(bar.dataset.week), steps = { ArrowUp: 1, ArrowDown: -1, PageUp: 5, PageDown: -5 };
    const aside = { ArrowLeft: week - 1, ArrowRight: week + 1, Home: 1, End: columns.length };
    if (event.key in steps) {
      const noted = board.scene.noted[week], shown = board.scene.weeks[week - 1].km * perKm();
      const now = pulled && pulled.week === week ? pulled.value : Math.round(noted === undefined ? shown : noted);
      pull(week, now + steps[event.key]);
    } else if (event.key in aside) {
      const next = columns[aside[event.key] - 1];
      if (next) next.bar.focus();
    } else if (event.key === "Delete" || event.key === "Backspace") back(week);
    else if (event.key === "Enter") board.musclesOf(week);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  return {
    el, update, arrived,
    // What waits is overtaken by going back or forth.
    forget: () => waiting.clear(),
    focus: () => { if (columns[stop - 1]) columns[stop - 1].bar.focus({ preventScroll: true }); },
    close: () => { picture.close(); for (const name of ["pointerup", "pointercancel"]) window.removeEventListener(name, let_go); },
  };
}

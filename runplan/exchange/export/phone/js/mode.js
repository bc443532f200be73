// Session mode: one thing at a time, in large figures; rests begin by themselves.

const mode = createMode();

function createMode() {
  let clock = null, timer = null, session = null, warned = false;

  // Called by a press, which is what sound and a screen that stays on need.
  function start(wanted) {
    signals.wake();
    location.hash = `#/go/${encodeURIComponent(wanted.id)}`;
  }

  function open(wanted) {
    session = wanted;
    const kept = notes.get("mode", null);
    clock = createClock(session, kept && kept.id === session.id ? kept : null, () => app.draw());
    clock.move();
    signals.keepScreen(true);
    timer = setInterval(tick, 200);
  }

  function close() {
    clearInterval(timer);
    timer = null;
    clock = null;
    signals.keepScreen(false);
  }

  function tick() {
    const before = clock.state.phase;
    clock.move();
    if (!clock || clock.state.phase !== before) return;
    const left = clock.left(), figure = document.getElementById("figure");
    if (figure && clock.state.until !== null) {
      figure.textContent = clockText(left);
      if (before === "rest" && left <= 10 && !warned) announce("10 seconds left.");
      warned = left <= 10;
    }
  }

  function view(wanted) {
    if (!clock || session !== wanted) {
      if (clock) close();
      open(wanted);
    }
    warned = clock.left() <= 10;
    return clock.state.phase === "end" ? endView() : turnView();
  }

  function turnView() {
    const { phase } = clock.state, turn = clock.turn(), { row } = turn, count = clock.turns.length;
    const heading = phase === "rest" ? "Rest" : phase === "change" ? beforeHold(turn) : row.name;
    return h("div", { class: `mode phase-${phase}` },
      h("div", { class: "mode-top" }, button("Leave", leave, { class: "quiet-button" }),
        s("svg", { class: "meter", viewBox: "0 0 100 3", preserveAspectRatio: "none", "aria-hidden": "true" },
          s("rect", { width: 100, height: 3, class: "track" }),
          s("rect", { width: (100 * clock.state.at) / count, height: 3, class: "filled" })),
        h("p", { class: "quiet" }, row.section)),
      h("h1", { tabindex: -1 }, heading),
      phase === "rest" || phase === "change" ? waiting(turn) : working(turn),
      h("div", { class: "mode-buttons" }, mainButton(turn),
        h("div", { class: "others" }, button("Back", clock.back, { class: "quiet-button", disabled: clock.state.at === 0 && phase === "ready" }),
          phase === "rest" ? button("15 s more", () => clock.longer(15), { class: "quiet-button" }) : null,
          phase === "change" ? button("Wait", clock.ready, { class: "quiet-button" }) : null,
          button("Skip this set", clock.skip, { class: "quiet-button" }))));
  }

  const beforeHold = (turn) => (turn.side > 1 ? "Change sides" : "Get ready");

  const sideText = (turn) => (turn.row.sides > 1 ? (turn.side === 1 ? "First side" : "Second side") : "");

  function setText(turn) {
    const of = turn.row.sets > 1 ? `Set ${turn.round} of ${turn.row.sets}` : turn.row.sides > 1 ? "" : "One set";
    return [of, sideText(turn)].filter(Boolean).join(" · ");
  }

  function working(turn) {
    const { row } = turn, isHolding = clock.state.phase === "hold";
    const values = valuesOf(turn);
    const figure = isHolding ? clockText(clock.left()) : row.reps !== null ? String(values.reps ?? row.reps)
      : row.seconds !== null ? clockText(values.seconds ?? row.seconds) : "";
    return [h("p", { class: "set" }, setText(turn)),
      picture(row.exercise),
      figure ? h("p", { class: "figure-line" }, h("span", { id: "figure", class: "figure", role: isHolding ? "timer" : null }, figure),
        row.reps !== null ? h("span", { class: "unit" }, row.reps === 1 ? "rep" : "reps") : null) : null,
      row.unit || row.load ? h("p", { class: "load" }, weightText(row, values.kg) || "Choose your weight") : null,
      row.left ? h("p", { class: "left" }, row.left) : null,
      row.note ? h("p", { class: "quiet" }, row.note) : null,
      !isHolding ? setFields(row, values, (change) => noteDraft(turn, change)) : null,
      plan.how[row.exercise] ? h("p", { class: "how" }, plan.how[row.exercise]) : null];
  }

  // What is noted of the set that is being done; the large figures follow.
  function noteDraft(turn, change) {
    clock.draft({ ...valuesOf(turn), ...change });
    const view = working(turn), shown = document.querySelectorAll(".mode > .figure-line, .mode > .load");
    view.filter((node) => node?.matches?.(".figure-line, .load")).forEach((node, number) => shown[number]?.replaceWith(node));
  }

  function waiting(turn) {
    const { row } = turn, isRest = clock.state.phase === "rest";
    return [h("p", { class: "figure-line" }, h("span", { id: "figure", class: "figure", role: "timer" }, clockText(clock.left()))),
      h("p", { class: "next" }, "Next: ", h("b", null, row.name)), h("p", { class: "set" }, setText(turn)),
      picture(row.exercise), h("p", { class: "dose" }, amountText(row)), isRest ? justDone() : null];
  }

  function amountText(row) {
    const amount = row.reps !== null ? plural(row.reps, "rep") : row.seconds !== null ? `${row.seconds} s` : "";
    return [amount + (row.sides > 1 && amount ? " a side" : ""), weightText(row, row.unit ? lastKg(session, row) : null)].filter(Boolean).join(" at ");
  }

  // What was noted last, to be put right while one rests.
  function justDone() {
    const last = clock.turns[clock.state.at - 1], key = last && setKey(last.row.exercise, last.set);
    const set = last && notes.of(session.id).sets[key];
    if (!set) return null;
    return h("details", { class: "just-done" }, h("summary", null, `Noted: ${last.row.name}, ${notedText(last.row, set)}`),
      setFields(last.row, set, (change) => notes.tick(session.id, key, { ...notes.of(session.id).sets[key], ...change })));
  }

  const valuesOf = (turn) => ({ ...plannedSet(session, turn.row), ...clock.state.draft });

  function mainButton(turn) {
    const { phase } = clock.state, press = (text, what) => button(text, () => { signals.wake(); what(); }, { class: "primary wide", id: "go" });
    if (phase === "rest") return press("Skip the rest", clock.ready);
    if (phase === "change") return press("Start now", clock.hold);
    if (phase === "hold") return press("Stop here", () => clock.stop(valuesOf(turn)));
    if (isHeld(turn)) return press(`Start ${clockText(valuesOf(turn).seconds ?? turn.row.seconds)}`, clock.hold);
    return press(isLastSide(turn) ? "Set done" : "Side done", () => clock.done(valuesOf(turn)));
  }

  function endView() {
    const count = countSets(session), ticked = countTicked(session);
    if (!notes.of(session.id).status) notes.change(session.id, { status: ticked === count ? "done" : "partly" });
    return h("div", { class: "mode phase-end" }, h("h1", { tabindex: -1 }, "Session finished"),
      h("p", { class: "set" }, `${ticked} of ${plural(count, "set")} done`),
      sessionForm(session),
      h("div", { class: "mode-buttons" }, button("Finish", () => { notes.set("mode", null); leave(); }, { class: "primary wide", id: "go" }),
        h("div", { class: "others" }, button("Back", () => { notes.change(session.id, { status: null }); clock.back(); }, { class: "quiet-button" }))));
  }

  function leave() {
    location.hash = dayHash(session.day);
  }

  // What a screen reader hears of a new turn.
  function says() {
    const turn = clock.turn(), { phase } = clock.state;
    if (!turn) return "";
    const what = `${turn.row.name}, ${setText(turn)}, ${amountText(turn.row)}`;
    if (phase === "rest") return `Rest, ${Math.round(clock.left())} seconds. Next: ${what}.`;
    if (phase === "change") return `${beforeHold(turn)}: ${plan.side_s} seconds.`;
    return phase === "hold" ? `Hold: ${Math.round(clock.left())} seconds.` : `${what}.`;
  }

  return { start, view, close, says, get isOpen() { return clock !== null; } };
}

// One session in full: the steps of a run, or exercises with drawing, amount and ticks, and how it went.

function sessionArticle(session) {
  const heading = `session ${session.id}`;
  const status = h("p", { class: "status" }), form = h("details", { class: "noting" });
  const tell = () => {
    const words = statusText(session);
    status.textContent = words;
    status.hidden = !words;
    form.firstChild.textContent = notes.of(session.id).status ? "Edit your note" : "Note how it went";
  };
  form.append(h("summary", null, ""), sessionForm(session, tell));
  const clear = button("Remove all notes on this session", () => {
    if (!window.confirm("Remove the ticks, weights and notes of this session?")) return;
    notes.change(session.id, { status: null, rpe: null, note: "", sets: {}, date: null });
    app.draw();
  }, { class: "quiet-button" });
  form.append(clear);
  tell();
  return h("article", { class: "session", "aria-labelledby": heading },
    h("header", null, sign(session.sign), h("h2", { id: heading }, session.title),
      session.amount ? h("p", { class: "much" }, session.amount) : null),
    h("p", { class: "quiet" }, [session.slot, ...session.facts].filter(Boolean).join(" · ")),
    status,
    session.change ? h("p", { class: "change" }, session.change) : null,
    session.note ? h("p", { class: "own-note" }, session.note) : null,
    session.run ? runSteps(session) : strengthPart(session, tell),
    form);
}

function statusText(session) {
  const entry = notes.of(session.id), ticked = countTicked(session);
  const words = [];
  const { status, isNoted } = outcomeOf(session);
  if (status) words.push(OUTCOMES[status] || status, isNoted ? entry.date && dateText(entry.date) : "according to the plan");
  if (entry.rpe !== null) words.push(`effort ${entry.rpe} out of 10`);
  if (ticked) words.push(`${ticked} of ${plural(countSets(session), "set")} ticked`);
  if (isNoted && session.status && session.status !== status) words.push(`in the plan: ${(OUTCOMES[session.status] || session.status).toLowerCase()}`);
  return words.filter(Boolean).join(" · ");
}

function runSteps(session) {
  return h("ol", { class: "steps" }, session.steps.map(([what, pace, more]) => h("li", null,
    h("span", { class: "what" }, what), pace ? h("span", { class: "pace" }, pace) : null,
    more ? h("span", { class: "quiet" }, more) : null)));
}

function strengthPart(session, tell) {
  const rows = rowsOf(session);
  if (!rows.length) return null;
  const goesOn = notes.get("mode", null)?.id === session.id;
  const parts = [], numbers = setsOf(session);
  rows.forEach((row, place) => {
    if (!parts.length || parts[parts.length - 1].name !== row.section) parts.push({ name: row.section, items: [] });
    parts[parts.length - 1].items.push(exerciseItem(session, row, numbers[place], tell));
  });
  return h("div", null,
    startOf(session, goesOn),
    isDone(session) ? null : h("p", { class: "quiet" }, "Start the session for timed holds and rests. Or tick sets here, and tap Noted to change the weight or the reps."),
    rows.some((row) => /^(Foam|Warm)/.test(row.section)) ? h("p", { class: "quiet" }, plan.warm_up_first) : null,
    parts.map((part) => [h("h3", null, part.name), h("ul", { class: "exercises" }, part.items)]),
    rows.some((row) => row.pair) ? h("p", { class: "quiet" }, plan.in_turn) : null,
    h("p", { class: "quiet" }, plan.pain));
}

// What is done is not asked for again: a tick says so, and a quiet button starts it once more.
function startOf(session, goesOn) {
  const start = (text, looks) => button(text, () => mode.start(session), { class: looks });
  if (goesOn) return start("Continue the session", "primary wide");
  if (!isDone(session)) return start("Start the session", "primary wide");
  const { status } = outcomeOf(session);
  return h("div", { class: "finished" }, h("p", null,
    status === "done" ? h("span", { class: "big-tick", "aria-hidden": "true" }, "\u2713") : null, OUTCOMES[status]),
    start("Do it again", "quiet-button"));
}

function exerciseItem(session, row, numbers, tell) {
  const how = plan.how[row.exercise], noted = h("div", null, notedSets(session, row, numbers));
  const after = () => {
    noted.replaceChildren(...[notedSets(session, row, numbers)].filter(Boolean));
    tell();
  };
  return h("li", { class: "exercise" }, picture(row.exercise, { small: true }), h("div", { class: "what" },
    h("h4", null, row.pair ? h("b", { class: "pair", title: "done in turn" }, row.pair) : null, row.name),
    h("p", { class: "dose" }, row.dose),
    row.facts.length ? h("p", { class: "quiet" }, row.facts.join(" · ")) : null,
    row.note ? h("p", { class: "quiet" }, row.note) : null,
    h("div", { class: "below" },
      h("div", { class: "ticks", role: "group", "aria-label": `Sets of ${row.name}` },
        numbers.map((set, place) => tickButton(session, row, set, place + 1, after))),
      how ? h("details", { class: "how" }, h("summary", { "aria-label": `How to do ${row.name}` }, "How"), h("p", null, how)) : null),
    noted));
}

// What is noted of an exercise, to be put right; nothing before its first tick.
function notedSets(session, row, numbers) {
  const setOf = (number) => notes.of(session.id).sets[setKey(row.exercise, number)];
  const ticked = numbers.filter(setOf);
  if (!ticked.length) return null;
  const summary = h("summary", null, "");
  const say = () => { summary.textContent = `Noted: ${ticked.map((number) => notedText(row, setOf(number))).join(", ")}`; };
  say();
  return h("details", { class: "just-done" }, summary, ticked.map((number) => {
    const name = `Set ${numbers.indexOf(number) + 1}`;
    return h("div", { role: "group", "aria-label": name }, h("p", { class: "quiet" }, name), setFields(row, setOf(number), (change) => {
      notes.tick(session.id, setKey(row.exercise, number), { ...setOf(number), ...change });
      say();
    }));
  }));
}

function tickButton(session, row, set, number, tell) {
  const key = setKey(row.exercise, set), isTicked = () => Boolean(notes.of(session.id).sets[key]);
  const box = button(String(number), () => {
    notes.tick(session.id, key, isTicked() ? null : plannedSet(session, row));
    box.setAttribute("aria-pressed", String(isTicked()));
    tell();
  }, { class: "tick", "aria-pressed": String(isTicked()), "aria-label": `${row.name}, set ${number} of ${row.sets}` });
  return box;
}

// The muscles: what a week or the whole block does for each, as a body, as a heat map, and in words.

function createMuscles(board) {
  const whole = button("Whole block", "rp-whole", () => board.look({ week: 0 }));
  const back = button("‹", "rp-step", () => step(-1), { "aria-label": "The week before" });
  const on = button("›", "rp-step", () => step(1), { "aria-label": "The week after" });
  const home = button("‹ Back to the weeks", "rp-to-weeks", () => board.backToWeeks());
  const which = h("b", { class: "rp-which", role: "status" });
  const said = h("p", { class: "rp-muscle-said" });
  const list = h("div", { class: "rp-muscle-list", hidden: true });
  const words = h("div", { class: "rp-muscle-words" }, h("p", { class: "rp-quiet" }, "…"));
  const more = h("details", { class: "rp-more" }, h("summary", null, "What is not covered, and how close is the plan to the best possible?"), words);
  more.addEventListener("toggle", () => { if (more.open) board.ask({ do: "words" }); });
  const again = () => { drawn = ""; if (board.scene.weeks) update(board.scene); };
  const tools = { describe, tell, untell, again };
  const body = createBody(board, tools), heat = createHeat(board, tools);
  const el = h("section", { class: "rp-muscles", "aria-label": "Muscles" },
    h("div", { class: "rp-muscles-head" }, h("span", { class: "rp-buttons" }, home, which), h("span", { class: "rp-weeks-choice" }, back, on, whole)),
    h("div", { class: "rp-muscles-two" }, h("div", { class: "rp-body-side" }, body.svg, h("div", { class: "rp-body-words" }, body.beside, said, list)),
      h("div", { class: "rp-heat-side" }, heat.el, more)));
  const IDLE = "Point at a muscle to see its sets; click it to see its exercises and sessions. "
    + "The load from running is a relative figure and is never counted as sets.";
  let askedFor = null, due = 0, listKey = "", drawn = "";

  function step(by) {
    const count = board.scene.weeks.length, now = board.view.week;
    const next = now === 0 ? (by > 0 ? 1 : count) : now + by;
    board.look({ week: next < 1 || next > count ? 0 : next });
  }

  // --- one muscle ---------------------------------------------------------------------------------------------------

  // Sets, target and running's load of a muscle in a week; week 0 is the mean week of the block.
  function at(place, week) {
    const m = board.scene.muscles;
    if (!week) return { sets: m.mean.sets[place], target: m.mean.target[place], load: m.mean.load[place] };
    return { sets: m.sets[week - 1][place], target: m.targets[m.of[week - 1]][place], load: m.load[week - 1][place] };
  }

  function judged({ sets: done, target }) {
    if (target <= 0) return "no target";
    const share = done / target;
    return share < board.about.below - 1e-9 ? "below target" : share > board.about.over + 1e-9 ? "above target" : "on target";
  }

  // Which exercises give a muscle its sets: [name, sets], the most first; for the block the mean week.
  function exercises(place, week) {
    const totals = new Map(), weeks = board.scene.weeks;
    for (const one of week ? [weeks[week - 1]] : weeks) {
      for (const row of one.s) {
        if (row[8] < 0) continue;
        for (const [exercise, count] of board.scene.lists[row[8]]) {
          const value = count * credit(board, exercise, place);
          if (value) totals.set(exercise, (totals.get(exercise) || 0) + value / (week ? 1 : weeks.length));
        }
      }
    }
    return [...totals].sort((a, b) => b[1] - a[1]).map(([exercise, value]) => ({ exercise, value }));
  }

  function describe(place, week) {
    const muscle = board.about.muscles[place], now = at(place, week);
    const when = week ? `week ${week}` : "the average week";
    const done = exercises(place, week).slice(0, 4).map(({ exercise, value }) =>
      `${within(board.about.exercises[exercise].name)} ${sets(value)}`);
    const amount_ = plural(sets(now.sets), "set") + (now.target > 0 ? ` of ${sets(now.target)}, ${judged(now)}` : "");
    return `${muscle.name}, ${when}: ${amount_}.${done.length ? ` ${done.join(", ").replace(/^./, (c) => c.toUpperCase())}.` : ""}`
      + ` Load from running: ${LOADS[now.load]} (${now.load} of 4).`;
  }

  function tell(place, week) {
    setText(said, describe(place, week));
    body.point(board.about.muscles[place].id);
  }

  function untell() {
    setText(said, board.view.muscle ? describe(board.place[board.view.muscle], board.view.week) : IDLE);
    body.point("");
  }

  // --- drawing ------------------------------------------------------------------------------------------------------

  function update(scene) {
    if (!scene.weeks) return;
    const week = board.view.week;
    setText(which, week ? `Week ${week}, from ${scene.weeks[week - 1].day}` : "Whole block, the average week");
    setAttr(whole, "aria-pressed", String(!week));
    show(home, !board.wide);
    const key = [scene.drawn, week, board.view.muscle, scene.weeks.length].join();
    if (key !== drawn) {
      body.update(scene, (place) => at(place, week));
      heat.update(scene, at);
      drawn = key;
    }
    untell();
    drawList();
    if (more.open && board.tab === "muscles" && askedFor !== scene.head) {
      clearTimeout(due);
      due = setTimeout(() => { askedFor = scene.head; board.ask({ do: "words" }); }, 250);
    }
  }

  function drawList() {
    const id = board.view.muscle, week = board.view.week;
    show(list, Boolean(id));
    if (!id) { listKey = ""; return; }
    const place = board.place[id], rows = exercises(place, week), muscle = board.about.muscles[place];
    const key = JSON.stringify([id, week, rows]);
    if (key === listKey) return;
    listKey = key;
    list.replaceChildren(
      h("h3", null, `Exercises for the ${within(muscle.name)}`), h("p", { class: "rp-quiet" }, muscle.about),
      rows.length ? h("ul", { class: "rp-plain" }, rows.map(({ exercise, value }) => {
        const one = board.about.exercises[exercise];
        return h("li", null, h("details", null,
          h("summary", null, h("b", null, one.name), " ", h("span", { class: "rp-quiet" }, `${plural(sets(value), "set")} per week`)),
          h("p", null, one.how)));
      })) : h("p", null, "No exercise in this plan counts for this muscle."),
      h("p", { class: "rp-quiet" }, "Sessions that work this muscle are highlighted under Weeks; the others are pale."),
      button("Clear the highlight", "rp-unfilter", () => board.look({ muscle: "" })));
  }

  function hear(answer) {
    words.replaceChildren(...answer.covered.map((text) => h("p", null, text)),
      h("h3", null, "How close to the best possible"),
      h("p", { class: "rp-quiet" }, "All muscles together; one muscle far below its target counts more than several slightly below theirs. 0 % means no training, "
        + "100 % means that every target is reached."),
      h("ul", { class: "rp-plain" }, answer.reach.map((text) => h("li", null, text))));
  }

  return { el, update, hear, focus: () => home.focus({ preventScroll: true }), close: heat.close };
}

// Where a session is: its turn, and what is being waited for. The times are those of the clock on the wall, so that a
// page that was reloaded, or a phone that slept, knows where it is.
//
// ready: the turn waits to be done. hold: a position is held. change: time to get into it, or to change sides. rest:
// before the turn.
// end: all turns are over.

const LATE_MS = 60000; // a wait that was over so long ago was not attended to

function createClock(session, kept, tell) {
  const turns = turnsOf(session);
  const keyOf = (one) => setKey(one.row.exercise, one.set);
  const nameOf = (one) => (one ? `${keyOf(one)} ${one.side}` : "end");
  const state = { id: session.id, at: firstOpen(), phase: "ready", until: null, lasts: 0, ended: {} };
  const at = [...turns, null].findIndex((one) => nameOf(one) === kept?.turn);
  // A newer plan may not have the turn any more.
  if (at >= 0) Object.assign(state, kept, { at });

  // The first set without a tick; where all have one, the session begins anew.
  function firstOpen() {
    const { sets } = notes.of(session.id);
    return Math.max(0, turns.findIndex((one) => !sets[keyOf(one)]));
  }

  const turn = () => turns[state.at];
  const keep = () => notes.set("mode", { ...state, turn: nameOf(turn()) });

  function go(phase, seconds = 0, from = Date.now()) {
    state.phase = phase;
    state.lasts = seconds;
    state.until = seconds ? from + 1000 * seconds : null;
    keep();
    tell();
  }

  // A side was done: the other one, or the set is noted and what comes next has its rest.
  function done(values, now = Date.now()) {
    const one = turn();
    const isOver = isLastSide(one);
    if (isOver) {
      delete state.draft;
      notes.tick(session.id, keyOf(one), values);
      if (notes.of(session.id).date !== today() && !notes.of(session.id).status) notes.change(session.id, { date: today() });
      state.ended[one.place] = now;
    }
    state.at += 1;
    if (state.at >= turns.length) return go("end");
    if (!isOver) return isHeld(one) ? go("change", plan.side_s, now) : go("ready");
    const next = turn(), before = state.ended[next.place];
    const due = before === undefined ? 0 : before + 1000 * next.row.rest - now;
    return due > 1000 ? go("rest", Math.round(due / 1000), now) : go("ready");
  }

  // The clock has moved: what was waited for may be over.
  function move(now = Date.now()) {
    if (state.until === null || now < state.until) return;
    const then = state.until, isLate = now - then > LATE_MS;
    if (isLate) go("ready");
    else if (state.phase === "hold") {
      signals.beep(2);
      done({ ...plannedSet(session, turn().row), ...state.draft }, then);
    } else if (state.phase === "change") {
      signals.beep(1);
      go("hold", held(), then);
    } else {
      signals.beep(2);
      go("ready");
    }
  }

  const held = () => state.draft?.seconds || turn().row.seconds;

  return {
    turns,
    state,
    turn,
    done,
    move,
    // Whoever has pressed the phone is not in position yet.
    hold: () => (state.phase === "change" ? go("hold", held()) : go("change", plan.side_s)),
    // A hold that ended early is noted with the seconds that it had.
    stop(values) {
      const seconds = Math.max(1, Math.round(state.lasts - (state.until - Date.now()) / 1000));
      done({ ...values, seconds: Math.min(seconds, state.lasts) });
    },
    ready: () => go("ready"),
    longer(seconds) {
      const left = Math.max(0, (state.until - Date.now()) / 1000);
      go("rest", left + seconds);
    },
    skip() {
      const { place, set } = turn();
      delete state.draft;
      while (turn() && turn().place === place && turn().set === set) state.at += 1;
      go(turn() ? "ready" : "end");
    },
    // A hold that has begun is given up first; then the set before is to be done again.
    back() {
      if (state.phase === "hold" || (state.phase === "change" && turn().side === 1) || state.at === 0) return go("ready");
      state.at -= 1;
      if (isLastSide(turn())) notes.tick(session.id, keyOf(turn()), null);
      return go("ready");
    },
    draft(values) {
      state.draft = values;
      keep();
    },
    left: () => (state.until === null ? 0 : (state.until - Date.now()) / 1000),
  };
}

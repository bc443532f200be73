// Moving a session: dragged, or picked up with the space bar and carried with the arrows. While it is carried each day
// of its week says what standing there would cost, or that a rule forbids it.

const DRAG_FROM_PX = 5;
const MARKED = ["rp-here", "rp-no", "rp-better", "rp-costs", "rp-dear", "rp-target"];

function createMoving(board, weeks) {
  let carried = null;   // { id, week, from, day, days, ghost }
  let pressed = null;   // where a pointer went down
  let dropped = false;

  function begin(id) {
    const at = board.where[id];
    if (!at) return false;
    if (at.type === "race") { tell("To move the race, change its date under Goal on the left."); return false; }
    // The planner says why nothing is moved now; prices of a plan that is not asked for would mislead.
    if (!board.scene.ok) { board.ask({ do: "move", id, day: board.scene.days[at.day] }); return false; }
    carried = { id, week: at.week, from: at.day, day: at.day, days: null, ghost: null };
    board.ask({ do: "weigh", id });
    return true;
  }

  function pickUp(id) {
    if (carried) return;
    if (begin(id)) { paint(); hintNow("Picked up. Choose a day with the arrows, drop with Space or Enter, cancel with Escape."); }
  }

  function weighed(answer) {
    if (!carried || answer.id !== carried.id) return;
    carried.days = answer.days;
    paint();
    if (carried.day !== carried.from) hintDay();
  }

  // --- what each day says -------------------------------------------------------------------------------------------

  function tag(day) {
    if (day.here) return ["rp-here", "is here"];
    if (!day.allowed) return ["rp-no", "no"];
    // Only what makes the block better is green; a price that breaks a wish has a broken frame and a sign besides.
    if (day.cost > 0) return [day.dear ? "rp-dear" : "rp-costs", day.dear ? `! +${day.cost}` : `+${day.cost}`];
    return day.cost < 0 ? ["rp-better", `−${-day.cost}`] : ["rp-costs", "same"];
  }

  function paint() {
    for (const old of weeks.space.querySelectorAll(".rp-price")) old.remove();
    for (const old of weeks.space.querySelectorAll(MARKED.map((name) => `.${name}`).join())) old.classList.remove(...MARKED);
    if (!carried) return;
    const row = weeks.space.querySelector(`.rp-row-week[data-week="${carried.week}"]`);
    if (!row) return;
    for (const cell of row.querySelectorAll(".rp-day")) {
      const place = Number(cell.dataset.day), day = (carried.days || [])[place];
      if (day) {
        const [name, text] = tag(day);
        cell.classList.add(name);
        cell.append(h("span", { class: "rp-price", "aria-hidden": "true" }, text));
      }
      cell.classList.toggle("rp-target", place === carried.day);
    }
    const card = weeks.card(carried.id);
    if (card) card.classList.add("rp-carried");
  }

  function hintNow(text) {
    setText(weeks.hint, text);
  }

  function hintDay() {
    const day = (carried.days || [])[carried.day];
    if (!day) return;
    const name = board.about.days[day.day];
    if (day.here) hintNow(`${name}: where it is now.`);
    else if (!day.allowed) hintNow(`${name}: ${within(day.said)}`);
    else hintNow(`${name}${day.cost > 0 ? ` is ${plural(day.cost, "point")} worse (0 is as good as here)` : ""}: ${within(day.said)}`
      + (day.moves ? ` This would also move: ${within(day.moves)}.` : ""));
  }

  function tell(text) {
    hintNow(text);
  }

  // --- ending -------------------------------------------------------------------------------------------------------

  function end() {
    const id = carried && carried.id;
    if (carried && carried.ghost) carried.ghost.remove();
    carried = null;
    pressed = null;
    board.el.classList.remove("rp-dragging");
    paint();
    const card = id && weeks.card(id);
    if (card) card.classList.remove("rp-carried");
    hintNow("");
  }

  function drop() {
    const { id, from, day } = carried;
    end();
    if (day !== from && day !== null) board.ask({ do: "move", id, day: board.scene.days[day] });
  }

  function key(event) {
    if (!carried || carried.ghost) return false;
    const steps = { ArrowLeft: -1, ArrowRight: 1 };
    if (event.key in steps) {
      carried.day = Math.min(6, Math.max(0, carried.day + steps[event.key]));
      paint();
      hintDay();
    } else if (event.key === "Enter" || event.key === " ") drop();
    else if (event.key === "Escape") { end(); tell("Cancelled: the session did not move."); }
    else if (event.key === "ArrowUp" || event.key === "ArrowDown") tell("A session cannot leave its week.");
    else if (event.key === "Tab") { end(); return false; }
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  // --- the pointer --------------------------------------------------------------------------------------------------

  weeks.space.addEventListener("pointerdown", (event) => {
    const card = event.target.closest(".rp-card");
    if (!card || event.button !== 0 || carried) return;
    pressed = { id: card.dataset.session, x: event.clientX, y: event.clientY, pointer: event.pointerId };
  });

  function moved(event) {
    if (!pressed || event.pointerId !== pressed.pointer) return;
    if (!(event.buttons & 1)) { released(event); return; }
    if (!carried) {
      if (Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) < DRAG_FROM_PX) return;
      if (!begin(pressed.id)) { pressed = null; return; }
      lift(event);
    }
    event.preventDefault();
    const home = board.el.getBoundingClientRect();
    carried.ghost.style.left = `${event.clientX - home.left - carried.dx}px`;
    carried.ghost.style.top = `${event.clientY - home.top - carried.dy}px`;
    const over = dayUnder(event.clientX, event.clientY);
    if (over === carried.day) return;
    carried.day = over;
    paint();
    if (over === null) hintNow("Drop the session on a day of its own week.");
    else hintDay();
  }

  function lift(event) {
    const card = weeks.card(carried.id), box = card.getBoundingClientRect();
    carried.dx = event.clientX - box.left;
    carried.dy = event.clientY - box.top;
    carried.ghost = card.cloneNode(true);
    carried.ghost.removeAttribute("data-session");
    carried.ghost.setAttribute("aria-hidden", "true");
    carried.ghost.classList.add("rp-ghost");
    carried.ghost.style.width = `${box.width}px`;
    board.el.append(carried.ghost);
    board.el.classList.add("rp-dragging");
    paint();
  }

  function dayUnder(x, y) {
    const row = weeks.space.querySelector(`.rp-row-week[data-week="${carried.week}"]`);
    if (!row) return null;
    const box = row.getBoundingClientRect();
    if (y < box.top - box.height / 2 || y > box.bottom + box.height / 2) return null;
    for (const cell of row.querySelectorAll(".rp-day")) {
      const one = cell.getBoundingClientRect();
      // On a phone the days stand one below the other.
      if (board.narrow ? y >= one.top && y < one.bottom : x >= one.left && x < one.right) return Number(cell.dataset.day);
    }
    return null;
  }

  function released(event) {
    if (!pressed || event.pointerId !== pressed.pointer) return;
    const dragging = carried && carried.ghost;
    pressed = null;
    if (!dragging) return;
    settle();
    if (event.type === "pointercancel") end(); else drop();
  }

  // The click that the browser makes of a drag's end is none.
  function settle() {
    dropped = true;
    const over = () => setTimeout(() => { dropped = false; }, 0);
    if (pressed) window.addEventListener("pointerup", over, { once: true }); else over();
  }

  // A press anywhere else ends what the keyboard carries.
  function pressedElsewhere() {
    if (carried && !carried.ghost) end();
  }

  // The plan has changed under what is carried: it may stand elsewhere now, or be gone, and the prices are others.
  function renew() {
    if (!carried) return;
    const at = board.where[carried.id];
    if (!at) { end(); return; }
    // Not carried anywhere yet: it is picked up where it stands now.
    if (!carried.ghost && carried.day === carried.from) carried.day = at.day;
    carried.from = at.day;
    carried.week = at.week;
    board.ask({ do: "weigh", id: carried.id });
  }

  const outside = [["pointermove", moved], ["pointerup", released], ["pointercancel", released],
    ["keydown", (event) => { if (event.key === "Escape" && carried && carried.ghost) { settle(); end(); } }]];
  for (const [name, act] of outside) window.addEventListener(name, act);
  window.addEventListener("pointerdown", pressedElsewhere, true);

  return {
    key, pickUp, weighed, paint, end, renew,
    week: () => carried ? carried.week : 0,
    justDropped: () => dropped,
    close: () => {
      for (const [name, act] of outside) window.removeEventListener(name, act);
      window.removeEventListener("pointerdown", pressedElsewhere, true);
    },
  };
}

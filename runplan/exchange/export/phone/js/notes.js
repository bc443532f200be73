// What is noted: kept in this browser under the plan's id, so that a newer page of the same plan finds it again.

const KEY = `runplan ${plan.plan_id}`;
const STATUSES = { done: "Done", partly: "Partly", missed: "Missed" };
const OUTCOMES = { ...STATUSES, dropped: "Left out" }; // what a plan may say of a session

const notes = createNotes();

function createNotes() {
  let keeps = true;
  let kept = read();

  function read() {
    try {
      // A browser may let a page ask and refuse what it wants to keep.
      localStorage.setItem(`${KEY} ?`, "1");
      localStorage.removeItem(`${KEY} ?`);
      const found = JSON.parse(localStorage.getItem(KEY) || "{}");
      return found && typeof found === "object" && !Array.isArray(found) ? found : {};
    } catch (error) {
      keeps = error instanceof SyntaxError;
      return {};
    }
  }

  let sessions = isTable(kept.sessions) ? kept.sessions : {};

  // The page may be open twice: what is noted there is not to be lost by what is noted here.
  window.addEventListener("storage", (event) => {
    if (event.key !== KEY) return;
    kept = read();
    sessions = isTable(kept.sessions) ? kept.sessions : {};
    if (!mode.isOpen) app.draw();
  });

  function isTable(value) {
    return Boolean(value) && typeof value === "object" && !Array.isArray(value);
  }

  function save() {
    try {
      localStorage.setItem(KEY, JSON.stringify({ version: 1, ...kept, sessions }));
    } catch {
      keeps = false;
    }
  }

  // What is noted of a session; nothing is made by looking.
  function of(id) {
    const entry = isTable(sessions[id]) ? sessions[id] : {};
    return { date: null, status: null, rpe: null, note: "", ...entry, sets: isTable(entry.sets) ? entry.sets : {} };
  }

  function change(id, values) {
    const entry = { ...of(id), ...values };
    const isEmpty = !entry.status && entry.rpe === null && !entry.note && !Object.keys(entry.sets).length;
    if (isEmpty) delete sessions[id];
    else sessions[id] = entry;
    if (values.status === "missed" && sessionOf.has(id)) entry.date = plan.days[sessionOf.get(id).day][ISO];
    if (!entry.date) entry.date = dayDone(id);
    save();
  }

  // The day to note when nobody says one: the planned one, or today where that is still to come.
  function dayDone(id) {
    const session = sessionOf.get(id), now = today();
    const planned = session ? plan.days[session.day][ISO] : now;
    return planned < now ? planned : now;
  }

  function tick(id, key, set) {
    const sets = { ...of(id).sets };
    if (set) sets[key] = set;
    else delete sets[key];
    change(id, { sets });
  }

  return {
    of,
    change,
    tick,
    get sessions() { return sessions; },
    get keeps() { return keeps; },
    get(name, otherwise) { return name in kept ? kept[name] : otherwise; },
    set(name, value) {
      if (value === null) delete kept[name];
      else kept[name] = value;
      save();
    },
  };
}

// What became of a session. What is noted on this phone comes before what the plan says: the runner was there, and the
// plan may be older than the notes. Ticks alone are no status, but the plan's is not asked any more.
function outcomeOf(session) {
  const { status, sets } = notes.of(session.id);
  if (status || Object.keys(sets).length) return { status, isNoted: true };
  return { status: session.status || null, isNoted: false };
}

const isDone = (session) => ["done", "partly"].includes(outcomeOf(session).status);

// How far a week is run, once something of it is noted or marked: "18 of 32 km done".
function runOf(week) {
  const runs = sessionsIn(week), status = (session) => outcomeOf(session).status;
  if (!runs.some((session) => STATUSES[status(session)])) return week.km;
  const far = runs.reduce((sum, session) => sum + session.far * ({ done: 1, partly: plan.partly }[status(session)] || 0), 0);
  return week.km ? `${Math.round(10 * far) / 10} of ${week.km} done` : "";
}

const setKey = (exercise, set) => `${exercise} ${set}`;

// Every set of a session in the order of the plan: an exercise that comes twice goes on counting.
function setsOf(session) {
  const counts = new Map();
  return rowsOf(session).map((row) => {
    const before = counts.get(row.exercise) || 0;
    counts.set(row.exercise, before + row.sets);
    return Array.from({ length: row.sets }, (_, number) => before + number + 1);
  });
}

// What a set is noted as, unless the runner says something else.
function plannedSet(session, row) {
  return { reps: row.reps, kg: row.unit ? lastKg(session, row) : null, seconds: row.seconds };
}

// The weight of the last set of an exercise that was noted in this session, else the plan's, else that of before.
function lastKg(session, row) {
  const of = (id) => Object.entries(notes.of(id).sets)
    .filter(([key, set]) => key.slice(0, key.lastIndexOf(" ")) === row.exercise && set.kg)
    .map(([, set]) => set.kg).pop() || null;
  const now = of(session.id) || row.kg;
  if (now) return now;
  const before = plan.sessions.slice(0, plan.sessions.indexOf(session)).map((other) => of(other.id));
  return before.filter(Boolean).pop() || null;
}

const countTicked = (session) => {
  const { sets } = notes.of(session.id);
  return setsOf(session).flatMap((numbers, place) => numbers.map((set) => setKey(rowsOf(session)[place].exercise, set)))
    .filter((key) => sets[key]).length;
};
const countSets = (session) => rowsOf(session).reduce((sum, row) => sum + row.sets, 0);

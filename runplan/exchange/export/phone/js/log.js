// The log: what was noted, as the small file that RunPlan reads.

function logOf() {
  const known = plan.sessions.map((session) => session.id).filter((id) => id in notes.sessions);
  const gone = Object.keys(notes.sessions).filter((id) => !sessionOf.has(id)).sort();
  return { format: "runplan log", version: 1, plan_id: plan.plan_id, sessions: [...known, ...gone].map(sessionLog) };
}

function sessionLog(id) {
  const { date, status, rpe, note, sets } = notes.of(id);
  return { session_id: id, date, status: status || "partly", rpe, note, sets: setsInOrder(id, sets) };
}

function setsInOrder(id, sets) {
  const session = sessionOf.get(id);
  const planned = session ? setsOf(session).flatMap((numbers, place) =>
    numbers.map((set) => setKey(rowsOf(session)[place].exercise, set))) : [];
  const place = new Map(planned.map((key, number) => [key, number]));
  const of = (key) => (place.has(key) ? place.get(key) : planned.length);
  return Object.entries(sets).sort(([first], [second]) => of(first) - of(second)).map(([key, set]) => ({
    exercise_id: key.slice(0, key.lastIndexOf(" ")),
    set: Number(key.slice(key.lastIndexOf(" ") + 1)),
    reps: set.reps ?? null,
    kg: set.kg ?? null,
    seconds: set.seconds ?? null,
  }));
}

const logName = () => `runplan-log-${plan.plan_id.replace(/[^\w-]/g, "").slice(0, 40)}-${today()}.json`;

// By the share sheet where the browser hands on files, else as a download. Says in a word what happened.
async function sendBack() {
  const text = `${JSON.stringify(logOf(), null, 1)}\n`, name = logName();
  const files = [new File([text], name, { type: "application/json" }), new File([text], `${name}.txt`, { type: "text/plain" })];
  for (const file of files) {
    if (!navigator.canShare || !navigator.share || !navigator.canShare({ files: [file] })) continue;
    try {
      await navigator.share({ files: [file], title: "Training log" });
      return "Sent.";
    } catch (error) {
      if (error.name === "AbortError") return "Not sent.";
    }
  }
  const url = URL.createObjectURL(files[0]), link = h("a", { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
  return `Saved as ${name}.`;
}

// Words: dates and amounts as a person reads them, out of the numbers of the scene.

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
  "November", "December"];

function dateOf(week, day) {
  const date = new Date(`${week.start}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + day);
  return date;
}

function longDate(board, week, day) {
  const date = dateOf(week, day);
  const name = board.about.days[board.scene.days[day]];
  return `${name} ${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
}

function number(value, digits = 1) {
  const text = (Math.round(value * 10 ** digits + 1e-9) / 10 ** digits).toFixed(digits);
  return digits ? text.replace(/\.?0+$/, "") : text;
}

function plural(count, one, many) {
  return `${count} ${Number(count) === 1 ? one : many || `${one}s`}`;
}

// Inside a sentence; what is called after somebody or some place keeps its capital.
const NAMED = /^(Copenhagen|Cossack|Nordic|Pallof|Romanian|Swiss|(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b/;

function within(name) {
  return NAMED.test(name) ? name : name.charAt(0).toLowerCase() + name.slice(1);
}

// What became of a session, as the scene numbers it: its sign on a card, and what is said of it.
const DID = ["", "done", "partly done", "missed", "dropped"], DID_SIGNS = ["", "✓", "½", "✕", "–"];
const MARKS = ["done", "partly", "missed"];

// A session as the scene sends it, with names for its places.
function session(row) {
  const [id, day, type, much, minutes, effort, pinned, title, list, pace, did] = row;
  const run = list < 0 && !["heavy", "general", "routine", "core"].includes(type);
  return { id, day, type, much, minutes, effort, pinned, title, list, pace, did, run };
}

function amount(scene, one) {
  return `${one.much} ${one.run ? scene.units : "min"}`;
}

// What a screen reader hears of a card: "Thursday 4 March, heavy strength, 30 min, effort 7 out of 10 overall, after easy run".
function spoken(scene, week, one, date) {
  const parts = [date, scene.titles[one.title], amount(scene, one)];
  parts.push(`effort ${number(one.effort)} out of 10 overall`);
  const before = one.run ? null : week.s.map(session).find((other) => other.day === one.day && other.run);
  if (before) parts.push(`after ${within(scene.titles[before.title])}`);
  if (one.pinned) parts.push("pinned");
  if (one.did) parts.push(DID[one.did]);
  return parts.join(", ");
}

// Sets as they are counted, in quarters.
function sets(value) {
  return number(value, 2);
}

const LOADS = ["none", "low", "moderate", "high", "highest"];

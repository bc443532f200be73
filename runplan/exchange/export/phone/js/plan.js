// The plan that stands in the page, and which day it is.

const plan = JSON.parse(document.getElementById("plan").textContent);
const sessionOf = new Map(plan.sessions.map((session) => [session.id, session]));
const dayOf = new Map(plan.days.map(([iso], day) => [iso, day]));

const ISO = 0, SHORT = 1, LONG = 2;

const sessionsOn = (day) => plan.sessions.filter((session) => session.day === day);
const weekOfDay = (day) => plan.weeks.findLast((week) => week.first <= day) || plan.weeks[0];
const sessionsIn = (week) => plan.sessions.filter((session) => session.week === week.week);
const rowsOf = (session) => session.rows.map((row) => plan.rows[row]);

// The date on this phone's clock.
function today() {
  const now = new Date(), two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

// The day to show first: today, or around the plan its first or its last day with a session.
function nearestDay() {
  const iso = today(), days = plan.sessions.map((session) => session.day);
  if (dayOf.has(iso)) return dayOf.get(iso);
  if (!days.length) return 0;
  return iso < plan.days[0][ISO] ? Math.min(...days) : Math.max(...days);
}

function dateText(iso, form = SHORT) {
  return dayOf.has(iso) ? plan.days[dayOf.get(iso)][form] : iso;
}

function plural(count, thing) {
  return `${count} ${thing}${count === 1 ? "" : "s"}`;
}

// Seconds as a clock shows them.
function clockText(seconds) {
  const whole = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

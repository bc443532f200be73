// A day with its sessions, and a week with its days; both go on to the next by arrow or swipe.

function pager(title, line, before, after) {
  const turn = (text, target, label) => button(text, () => { location.hash = target; }, { class: "turn", "aria-label": label, disabled: target === null });
  return h("div", { class: "pager" }, turn("‹", before[0], before[1]),
    h("div", null, h("h1", { tabindex: -1 }, title), line ? h("p", { class: "quiet" }, line) : null),
    turn("›", after[0], after[1]));
}

const dayHash = (day) => (day < 0 || day >= plan.days.length ? null : `#/day/${plan.days[day][ISO]}`);
const weekHash = (number) => (number < 1 || number > plan.weeks.length ? null : `#/week/${number}`);

function dayView(day) {
  const [iso, , long] = plan.days[day], sessions = sessionsOn(day), week = weekOfDay(day), now = today();
  const weekLine = `Week ${week.week} of ${plan.weeks.length}${week.about ? `, ${week.about}` : ""}`;
  const relative = iso === now ? "Today" : "";
  const view = h("div", { class: "view", "data-before": dayHash(day - 1), "data-after": dayHash(day + 1) },
    weekStrip(week, day),
    pager(relative ? [relative, h("small", null, long)] : long, weekLine, [dayHash(day - 1), "The day before"], [dayHash(day + 1), "The day after"]),
    outside(now), storageNotice(),
    sessions.length ? sessions.map(sessionArticle) : restDay(day));
  return view;
}

// Before and after the block the page shows its nearest day, and says so.
function outside(now) {
  const first = plan.days[0], last = plan.days[plan.days.length - 1];
  if (now < first[ISO]) return h("p", { class: "notice" }, `The plan begins on ${first[LONG]}.`);
  if (now > last[ISO]) return h("p", { class: "notice" }, `The plan ended on ${last[LONG]}.`);
  return null;
}

function storageNotice() {
  return notes.keeps ? null : h("p", { class: "notice" },
    "Send your notes back before you close this page: this browser does not keep them.");
}

function restDay(day) {
  const next = plan.sessions.find((session) => session.day > day);
  return [h("p", { class: "rest-day" }, "Rest day: nothing planned."), leftOut(weekOfDay(day)),
    next ? h("p", null, "Next: ", h("a", { href: dayHash(next.day) }, `${plan.days[next.day][SHORT]}, ${next.title}${next.amount ? `, ${next.amount}` : ""}`)) : null];
}

// What the plan had in this week before something came between.
function leftOut(week) {
  return week.out.length ? h("section", { class: "left-out" }, h("h2", null, "Left out this week"),
    h("ul", null, week.out.map(([what, why]) => h("li", null, what, why ? h("span", { class: "quiet" }, ` ${why}`) : null)))) : null;
}

function weekDays(week) {
  const after = plan.weeks[week.week]?.first ?? plan.days.length;
  return Array.from({ length: Math.min(7, after - week.first) }, (_, number) => week.first + number);
}

function weekStrip(week, chosen) {
  const now = today();
  return h("nav", { class: "strip", "aria-label": `Days of week ${week.week}` }, weekDays(week).map((day) => {
    const sessions = sessionsOn(day), [iso, short, long] = plan.days[day];
    const says = [long, ...sessions.flatMap((session) => [session.title, (OUTCOMES[outcomeOf(session).status] || "").toLowerCase()]), sessions.length ? "" : "rest day"].filter(Boolean).join(", ");
    return h("a", { href: dayHash(day), "aria-label": says, "aria-current": day === chosen ? "date" : null, class: iso === now ? "now" : null },
      h("span", null, short.slice(0, 2)), h("b", null, String(Number(iso.slice(8)))),
      h("span", { class: "signs" }, sessions.map((session) => sign(session.sign))),
      sessions.some((session) => outcomeOf(session).status) ? h("span", { class: "signs" }, sessions.map((session) => sign(outcomeOf(session).status))) : null);
  }));
}

function weekView(number) {
  const week = plan.weeks[number - 1], now = today();
  return h("div", { class: "view", "data-before": weekHash(number - 1), "data-after": weekHash(number + 1) },
    pager(`Week ${number}`, `of ${plan.weeks.length}${week.about ? `, ${week.about}` : ""}`,
      [weekHash(number - 1), "The week before"], [weekHash(number + 1), "The week after"]),
    h("p", { class: "total" }, [runOf(week), week.hours].filter(Boolean).join(" · ")),
    h("ul", { class: "days" }, weekDays(week).map((day) => {
      const sessions = sessionsOn(day), [iso, short, long] = plan.days[day];
      return h("li", { class: iso === now ? "now" : null }, h("h2", { "aria-label": iso === now ? `Today, ${long}` : long }, short, iso === now ? h("small", null, "today") : null),
        sessions.length ? h("div", { class: "cards" }, sessions.map(sessionCard)) : h("p", { class: "quiet" }, "Rest"));
    })), leftOut(week));
}

function sessionCard(session) {
  const { status } = outcomeOf(session);
  const says = [OUTCOMES[status] || status, session.changed].filter(Boolean).join(" · ");
  return h("a", { class: "card", href: dayHash(session.day) }, sign(session.sign), h("span", null, session.title),
    h("span", { class: "much" }, session.amount), says ? h("span", { class: "status" }, says) : null);
}

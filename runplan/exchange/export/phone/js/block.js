// The whole block, a line a week.

function blockView() {
  const now = today();
  return h("div", { class: "view" }, h("h1", { tabindex: -1 }, "All weeks"),
    h("ol", { class: "weeks" }, plan.weeks.map((week) => {
      const days = weekDays(week), sessions = sessionsIn(week);
      const isNow = days.some((day) => plan.days[day][ISO] === now);
      const done = sessions.filter(isDone).length;
      const strength = sessions.filter((session) => !session.run).length;
      return h("li", { class: [isNow ? "now" : "", week.back ? "back" : ""].join(" ") },
        h("a", { href: weekHash(week.week), "aria-current": isNow ? "true" : null },
          h("b", { class: "number" }, h("span", { class: "aside" }, "Week "), String(week.week)),
          h("span", { class: "what" }, h("span", null, `from ${plan.days[week.first][SHORT]}`),
            h("span", { class: "quiet" }, [isNow ? "this week" : "", week.about].filter(Boolean).join(", "))),
          h("span", { class: "much" }, week.race ? sign("race") : null, runOf(week) || week.hours,
            h("span", { class: "quiet" }, plural(strength, "strength session"))),
          meter(week.share),
          done ? h("span", { class: "status" }, `${done} of ${plural(sessions.length, "session")} done`) : null));
    })));
}

// How far a week goes beside the longest one; its number stands beside it.
function meter(share) {
  return s("svg", { class: "meter", viewBox: "0 0 100 3", preserveAspectRatio: "none", "aria-hidden": "true" },
    s("rect", { width: 100, height: 3, class: "track" }), s("rect", { width: 100 * share, height: 3, class: "filled" }));
}

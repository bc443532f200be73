// Fields to note what was done: amounts with a smaller and a larger button, and how a session went.

// A number with − and +; empty stands for what was not noted.
function amountField(label, value, step, change) {
  const input = h("input", { type: "number", inputmode: "decimal", min: 0, step: "any", "aria-label": label,
    value: value === null ? "" : Math.round(value * 100) / 100 });
  const put = (next) => { input.value = String(Math.round(Math.max(0, next) * 100) / 100); tell(); };
  const tell = () => change(input.value === "" ? null : Math.max(0, Number(input.value)));
  input.addEventListener("change", tell);
  return h("div", { class: "amount" }, h("span", { "aria-hidden": "true" }, label),
    button("−", () => put(Number(input.value) - step), { "aria-label": `${label}: less` }), input,
    button("+", () => put(Number(input.value) + step), { "aria-label": `${label}: more` }));
}

// A weight as the plan would write it; the plan's own words where it is the plan's weight.
function weightText(row, kg) {
  if (!row.unit || !kg || kg === row.kg) return row.load;
  const amount = Math.round((100 * kg) / (row.unit === "lb" ? plan.kg_per_lb : 1)) / 100;
  return `${row.each ? "2 × " : ""}${amount} ${row.unit}`;
}

// What is noted of a set, in words.
function notedText(row, set) {
  return [set.reps === null || set.reps === undefined ? "" : plural(set.reps, "rep"), row.reps === null && set.seconds ? `${set.seconds} s` : "",
    set.kg ? weightText({ ...row, kg: null }, set.kg) : ""].filter(Boolean).join(" at ") || "done";
}

// The fields of a set: repetitions or seconds, and the weight in the unit of whoever owns it.
function setFields(row, set, change) {
  const per = row.unit === "lb" ? plan.kg_per_lb : 1;
  const sides = row.sides > 1 ? " a side" : "";
  return h("div", { class: "amounts" },
    row.reps === null ? null : amountField(`Reps${sides}`, set.reps, 1, (reps) => change({ reps: reps === null ? null : Math.round(reps) })),
    row.seconds === null ? null : amountField(`Seconds${sides}`, set.seconds, 5, (seconds) => change({ seconds: seconds === null ? null : Math.round(seconds) })),
    row.unit ? amountField(row.each ? `${row.unit} in each hand` : row.unit, set.kg === null ? null : set.kg / per, row.unit === "lb" ? 5 : 1,
      (weight) => change({ kg: weight ? Math.round(weight * per * 100) / 100 : null })) : null);
}

function radios(legend, name, values, chosen, change) {
  return h("fieldset", { class: "choice" }, h("legend", null, legend), h("div", { class: `options of-${values.length}` },
    values.map(([value, text, says]) => h("label", null,
      h("input", { type: "radio", name, value, checked: value === chosen, "aria-label": says, onchange: () => change(value) }),
      h("span", null, text)))));
}

// How a session went: status, effort, day and a note.
function sessionForm(session, after) {
  const entry = notes.of(session.id);
  const put = (values) => { notes.change(session.id, values); if (after) after(); };
  const note = h("textarea", { rows: 3, maxlength: 1000, onchange: () => put({ note: note.value }) });
  note.value = entry.note;
  const date = h("input", { type: "date", value: entry.date || "", onchange: () => { if (date.value) put({ date: date.value }); } });
  const shown = () => { date.value = notes.of(session.id).date || ""; };
  return h("div", { class: "form", onchange: shown },
    radios("How did it go?", `status ${session.id}`, Object.entries(STATUSES).map(([value, text]) => [value, text]), entry.status,
      (status) => put({ status })),
    radios("How hard was it? 1 = very easy, 10 = all you had", `rpe ${session.id}`,
      Array.from({ length: 10 }, (_, number) => [String(number + 1), String(number + 1), `Effort ${number + 1} out of 10`]),
      entry.rpe === null ? null : String(entry.rpe), (rpe) => put({ rpe: Number(rpe) })),
    h("label", { class: "field" }, "Day", date),
    h("label", { class: "field" }, "Note", note));
}

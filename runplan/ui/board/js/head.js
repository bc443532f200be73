// The head: the plan in one line, back and forth, what the last change cost, and what is said about the wishes.

function createHead(board) {
  const lead = h("strong"), when = h("span", { class: "rp-fact rp-when" }), facts = h("span", { class: "rp-facts" });
  // Not `disabled`: that would take the focus away from a person who undoes by keyboard.
  const undo = button("Undo", "rp-undo", () => board.ask({ do: "undo" }), { "aria-disabled": "true" });
  const redo = button("Redo", "rp-redo", () => board.ask({ do: "redo" }), { "aria-disabled": "true" });
  const check = button("Check your run plan", "rp-check-import", () => board.look({ tab: "file", open: "" }), { hidden: true });
  const line = h("h2", { class: "rp-summary" }, lead, " ", when, facts);
  const error = h("p", { class: "rp-error", role: "alert", hidden: true });
  const blocked = h("p", { class: "rp-blocked", role: "alert", hidden: true });
  const warning = h("p", { class: "rp-warning", role: "alert", hidden: true });
  const message = h("p", { class: "rp-message rp-quiet", role: "status" });
  const offers = h("div", { class: "rp-offers", hidden: true });
  const cost = h("p", { class: "rp-cost", role: "status" });
  const lines = h("div", { class: "rp-lines" }, cost, message);
  // Sessions that nobody has marked: asked in a low voice, until few are left or it is put off.
  const question = h("span"), asked = h("div", { class: "rp-ask", role: "group", "aria-label": "Unmarked sessions", hidden: true }, question,
    h("span", { class: "rp-buttons" },
      button("All done", "rp-mark-all", () => board.ask({ do: "mark_all" })),
      button("Let me mark them", "rp-mark-myself", () => board.markFrom(board.scene.ask.first)),
      button("Not now", "rp-not-now", () => board.ask({ do: "leave_unmarked" }))));
  const notice = h("div", { class: "rp-notice" }, error, blocked, offers, asked);
  const IDLE = "After each change, this line says what got better or worse.";
  let offered = "", summed = "", weighed = null, tall = 0;
  const sizes = new ResizeObserver(() => { if (!lines.style.height) tall = lines.offsetHeight; });
  sizes.observe(lines);

  function say(node, text) {
    setText(node, text);
    show(node, Boolean(text));
  }

  function update(scene) {
    if (tall && !scene.warning) lines.style.height = `${tall}px`;  // till the hand rests
    const head = JSON.stringify(scene.head || null);
    if (head !== summed) {
      summed = head;
      setText(lead, scene.head ? scene.head.lead : "No plan yet");
      setText(when, scene.head ? scene.head.when : "");
      tell(scene.head ? scene.head.facts : []);
    }
    for (const [node, offer, word] of [[undo, scene.undo, "Undo"], [redo, scene.redo, "Redo"]]) {
      setAttr(node, "aria-disabled", String(!offer));
      setAttr(node, "title", offer ? `${word}: ${offer}` : null);
    }
    say(error, scene.error);
    say(blocked, scene.blocked ? `${scene.blocked} ${scene.below}` : "");
    // What is refused stands where a change would tell what it won and lost: there was none, and nothing jumps.
    // What is warned of beside something that was done: both are read.
    say(warning, scene.warning ? [scene.message, scene.warning].filter(Boolean).join(" ") : "");
    show(lines, !scene.warning);
    setText(question, scene.ask ? scene.ask.text : "");
    show(asked, Boolean(scene.ask));
    const now = JSON.stringify(scene.offers);
    if (now !== offered) {
      offered = now;
      offers.replaceChildren(...scene.offers.map(([what, text]) =>
        button(text, `rp-offer-${what}${what === "relax" ? " rp-primary" : ""}`,
          () => board.ask({ do: what, offered: board.scene.v }))));
      show(offers, scene.offers.length > 0);
    }
    // A sentence about what was done has both lines where the change won and lost nothing, or is another plan altogether.
    const rows = scene.cost || [], draft = Boolean(scene.report && scene.report.draft);
    const alone = Boolean(scene.message) && (draft || !rows.length);
    const silent = rows.length && !scene.message;
    setClass(lines, `rp-lines${alone ? " rp-one-sentence" : silent ? " rp-cost-alone" : ""}`);
    show(check, draft && board.tab !== "file");
    weigh(alone ? [] : rows);
    setText(message, scene.message || (rows.length ? "" : IDLE));
    setAttr(message, "title", scene.message || null);
  }

  // As many facts as before keep their boxes: only what they say is new.
  function tell(said) {
    if (facts.children.length !== said.length) {
      facts.replaceChildren(...said.map(() => h("span", { class: "rp-fact" })));
    }
    said.forEach(([text, about], place) => {
      setText(facts.children[place], text);
      setAttr(facts.children[place], "title", about || null);
    });
  }

  // What the change won and lost, each behind its own sign; the line keeps its height, so that nothing jumps.
  function weigh(rows) {
    const now = JSON.stringify(rows);
    if (now === weighed) return;
    weighed = now;
    const words = { lost: ["−", "Worse: "], won: ["+", "Better: "], other: ["·", ""] };
    const shown = rows.map(([change, text]) => h("span", { class: `rp-change rp-${change}` },
      h("b", { "aria-hidden": "true" }, words[change][0]), h("span", { class: "rp-hidden" }, words[change][1]), text));
    cost.replaceChildren(...shown);
    cost.title = rows.map(([change, text]) => words[change][1] + text).join("\n");
  }

  return { el: h("div", { class: "rp-top" }, line, h("div", { class: "rp-said" },
    warning, lines, h("div", { class: "rp-buttons" }, check, undo, redo)), notice), update,
  // All that is said is read when the hand rests.
  rest: () => { lines.style.height = ""; }, close: () => sizes.disconnect() };
}

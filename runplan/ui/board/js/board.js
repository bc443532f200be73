// The board: takes the scene, hands it to its views, and carries what a person does back to the planner.

const TABS = [["weeks", "Weeks"], ["muscles", "Muscles"], ["findings", "Findings"], ["runs", "Runs"], ["file", "Your file"]];
const WIDE_PX = 1120;
const ROOMY_PX = 720;
const LINE_PX = 810, NARROW_PX = 580;  // under these the head has two lines, and a card its sign above its distance
const REST_MS = 400;

function createBoard(model) {
  const el = h("div", { class: "rp-board", "data-lm-suppress-shortcuts": "true" });
  const about = JSON.parse(model.get("about"));
  const board = {
    el, about, scene: {}, where: {}, changed: new Set(), stop: "", most: { km: 1, min: 1 }, wide: false, roomy: false, narrow: false, room: { units: false, names: false },
    view: viewOf(model.get("view"), about),
    place: Object.fromEntries(about.muscles.map((muscle, place) => [muscle.id, place])),
    ask: (request) => {
      if (["undo", "redo", "relax", "drop_edits"].includes(request.do)) equaliser.forget();
      try {
        const sent = model.send(request);
        if (sent && sent.catch) sent.catch(silent);
      } catch { silent(); }
    },
  };
  board.trunk = about.muscles.length - 1;
  board.trunkOf = about.muscles.flatMap((muscle, place) => muscle.group === "trunk" && place !== board.trunk ? [place] : []);
  const head = createHead(board), weeks = createWeeks(board), equaliser = createEqualiser(board);
  const muscles = createMuscles(board), details = createDetails(board), findings = createFindings(board), runs = createRuns(board), imported = createImported(board);
  board.moving = createMoving(board, weeks);
  const tabs = TABS.map(([name, title]) => h("button", { type: "button", role: "tab", class: "rp-tab", "data-tab": name,
    id: `${uid()}-${name}`, onclick: () => board.look({ tab: name, open: "" }) }, title));
  const list = h("div", { class: "rp-tabs", role: "tablist", "aria-label": "Views" }, tabs);
  const panels = { weeks: h("div", { class: "rp-plan" }, equaliser.el, weeks.el), muscles: muscles.el, findings: findings.el, runs: runs.el, file: imported.el };
  const side = h("div", { class: "rp-side" }, list, muscles.el, findings.el, runs.el, imported.el);
  const main = h("div", { class: "rp-main" }, panels.weeks, side, details.el);
  el.append(head.el, main);
  const views = [head, equaliser, weeks, muscles, details, imported];
  const unsaid = new Map();  // by node: what is to be told a screen reader of it
  let rest = 0, listed_ = -1, heard_ = null;

  // --- the scene ----------------------------------------------------------------------------------------------------

  function take() {
    const scene = JSON.parse(model.get("scene"));
    const before = board.where;
    board.scene = scene;
    if (scene.weeks) {
      board.where = {};
      for (const week of scene.weeks) {
        for (const [id, day, type] of week.s) board.where[id] = { week: week.n, day, type };
      }
      const known = Object.keys(before).length > 0;
      board.changed = new Set(!known ? [] : Object.keys(board.where).filter((id) =>
        !before[id] || before[id].day !== board.where[id].day || before[id].type !== board.where[id].type));
      // Nearly everything changed: then nothing stands out by an outline.
      if (board.changed.size > 0.6 * Object.keys(board.where).length) board.changed.clear();
      board.most = { km: Math.max(...scene.weeks.map((week) => week.km + week.race)), min: Math.max(...scene.weeks.map((week) => week.min)) };
      if (board.view.week > scene.weeks.length) board.view.week = 0;
      if (board.view.muscle && !(board.view.muscle in board.place)) board.view.muscle = "";
    }
    el.classList.toggle("rp-not-matching", !scene.ok);
    equaliser.arrived();
    board.moving.renew();
    draw();
    clearTimeout(rest);
    rest = setTimeout(rested, ["findings", "runs"].includes(board.tab) ? 0 : REST_MS);
  }

  function rested() {
    if (el.matches(":active")) { rest = setTimeout(rested, REST_MS); return; }  // what is pulled stays under the pointer
    rest = 0;
    head.rest();
    askForLists();
    for (const node of [...unsaid.keys()]) sayNow(node);
  }

  // What is only heard waits until the hand rests, but for what holds the focus: some sixty labels are 4 ms of a move.
  board.atRest = (node, say_) => {
    unsaid.set(node, say_);
    if (node === document.activeElement) sayNow(node);
    else if (!rest) rest = setTimeout(rested, REST_MS);
  };

  function sayNow(node) {
    const say_ = unsaid.get(node);
    unsaid.delete(node);
    // One that fails says so, and the others are said all the same.
    try { if (say_) say_(); } catch (error) { fail(error); }
  }

  // Findings and runs are asked for when a slider rests, or at once where they are looked at.
  function askForLists() {
    if (board.scene.weeks && listed_ !== board.scene.v) { listed_ = board.scene.v; board.ask({ do: "lists" }); }
  }

  // Out of sight nothing is drawn.
  function drawLists() {
    if (!heard_) return;
    if (board.tab === "findings") findings.hear(heard_.findings, heard_.of);
    if (board.tab === "runs") runs.hear(heard_.runs, heard_.intensity);
  }

  function takeLists(answer) {
    const count = answer.findings.filter((row) => row[0] !== "info").length;
    setText(tabs[2], count ? `Findings (${count})` : "Findings");
    heard_ = answer;
    drawLists();
  }

  function silent() {
    say("Run the cell again: the planner's kernel was stopped or restarted.");
  }

  // A view that fails says so, and the others are drawn all the same.
  function draw() {
    const old = el.querySelector(".rp-script-error");
    if (old) old.remove();
    const held = el.contains(document.activeElement) ? document.activeElement : null;
    place();
    drawLists();
    for (const view of views) {
      try { view.update(board.scene); } catch (error) { fail(error); }
    }
    keepFocus(held);
  }

  // What held the focus may be gone after something is drawn: then what stands nearest to it takes it.
  function keepFocus(held) {
    const now = document.activeElement;  // what was hidden has the focus for a moment longer
    if (!held || (held.isConnected && held.getClientRects().length) || (now !== held && el.contains(now))) return;
    if (held.closest(".rp-details") && board.view.open) details.focus();
    else if (held.classList.contains("rp-eq-bar")) equaliser.focus();
    else if (weeks.el.offsetParent) weeks.focus(board.stop);
    else (tabs.find((one) => one.dataset.tab === board.tab) || head.el.querySelector("button")).focus({ preventScroll: true });
  }

  function fail(error) {
    console.error(error);
    say(`Something went wrong while drawing the board: ${error && error.message || error}`);
  }

  function say(text) {
    let shown = el.querySelector(".rp-script-error");
    if (!shown) { shown = h("p", { class: "rp-error rp-script-error", role: "alert" }); el.prepend(shown); }
    shown.textContent = text;
  }

  function heard(answer) {
    const held = el.contains(document.activeElement) ? document.activeElement : null;
    try {
      if (answer.is === "details") details.hear(answer);
      else if (answer.is === "drawings") details.hearDrawings(answer);
      else if (answer.is === "weighed") board.moving.weighed(answer);
      else if (answer.is === "words") muscles.hear(answer);
      else if (answer.is === "report") imported.hear(answer);
      else if (answer.is === "written") imported.written(answer);
      else if (answer.is === "lists") takeLists(answer);
      else if (answer.is === "action") findings.hearAction(answer);
      else if (answer.is === "file") handOut(answer);
    } catch (error) { fail(error); }
    keepFocus(held);
  }

  // Each view of the planner hears of it: the first hands the file out.
  function handOut({ number: place, name, data, mime }) {
    if (model.rpHanded === place) return;
    model.rpHanded = place;
    const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
    const url = URL.createObjectURL(new Blob([bytes], { type: mime }));
    const link = h("a", { href: url, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  }

  // --- what a person looks at ---------------------------------------------------------------------------------------

  function place() {
    const report = board.scene.report, known = board.view.tab in panels && (report || board.view.tab !== "file");
    const tab = board.wide && (board.view.tab === "weeks" || !known) ? "muscles" : known ? board.view.tab : "weeks";
    board.tab = tab;
    el.classList.toggle("rp-wide", board.wide);
    show(tabs[0], !board.wide);
    show(tabs[4], Boolean(report));
    setText(tabs[4], report && report.doubtful ? `Your file (${report.doubtful}${board.narrow ? "" : " to check"})` : "Your file");
    show(panels.weeks, board.wide || tab === "weeks");
    for (const name of ["muscles", "findings", "runs", "file"]) show(panels[name], tab === name);
    for (const one of tabs) {
      const chosen = one.dataset.tab === tab;
      setAttr(one, "aria-selected", String(chosen));
      if (one.tabIndex !== (chosen ? 0 : -1)) one.tabIndex = chosen ? 0 : -1;
    }
    // Narrow: the tabs stand above everything; wide: above the right side.
    const home = board.wide ? side : main;
    if (list.parentNode !== home) home.prepend(list);
  }

  board.look = (changes) => {
    Object.assign(board.view, changes);
    if ("week" in changes && changes.week && weeks.el.offsetParent) weeks.reveal(changes.week);
    draw();
    if (["findings", "runs"].includes(board.tab)) askForLists();
    model.set("view", { ...board.view });
    model.save_changes();
  };
  board.open = (id) => {
    board.look({ open: board.view.open === id ? "" : id });
    if (board.view.open) details.focus();
  };
  offerMarks(board);
  board.focusCard = (id) => { if (weeks.el.offsetParent) weeks.focus(id); };
  board.showWeek = (week) => {
    board.look({ week, ...(board.wide ? {} : { tab: "weeks" }) });
    weeks.reveal(week);
  };

  // Where weeks and muscles do not stand side by side, the muscles come in front, with a button that leads back.
  board.musclesOf = (week) => {
    if (!board.wide) board.look({ week, tab: "muscles", open: "" });
    else board.look({ week: board.view.week === week ? 0 : week });
    if (!board.wide) muscles.focus();
  };
  board.backToWeeks = () => {
    const week = board.view.week;
    board.look({ tab: "weeks" });
    if (week) weeks.focusWeek(week); else weeks.focus(board.stop);
  };

  el.addEventListener("focusin", (event) => sayNow(event.target));
  list.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const seen = tabs.filter((one) => !one.hidden), now = seen.findIndex((one) => one.dataset.tab === board.tab);
    const next = seen[(now + step + seen.length) % seen.length];
    board.look({ tab: next.dataset.tab, open: "" });
    next.focus();
    event.preventDefault();
    event.stopPropagation();
  });

  // Back and forth, from anywhere in the planner but a field that takes text.
  board.keys = (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || inText(event.target)) return;
    const letter = event.key.toLowerCase();
    if (letter === "z") board.ask({ do: event.shiftKey ? "redo" : "undo" });
    else if (letter === "y") board.ask({ do: "redo" });
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  // --- life ---------------------------------------------------------------------------------------------------------

  const sizes = new ResizeObserver(() => {
    const wide = el.clientWidth >= WIDE_PX, roomy = el.clientWidth >= ROOMY_PX, narrow = el.clientWidth < NARROW_PX;
    const turned = wide !== board.wide || roomy !== board.roomy || narrow !== board.narrow;
    Object.assign(board, { wide, roomy, narrow });
    el.classList.toggle("rp-narrow", narrow);
    el.classList.toggle("rp-two-lines", el.clientWidth < LINE_PX);
    el.classList.toggle("rp-roomy", roomy);
    if (turned) draw();
    weeks.measure();
  });
  sizes.observe(el);
  sizes.observe(weeks.scroller);
  model.on("change:scene", take);
  model.on("msg:custom", heard);
  board.start = () => { take(); };
  board.close = () => {
    clearTimeout(rest);
    sizes.disconnect();
    head.close();
    board.moving.close();
    equaliser.close();
    muscles.close();
    model.off("change:scene", take);
    model.off("msg:custom", heard);
  };
  return board;
}

// What was kept of a view, as far as it makes sense here.
function viewOf(kept, about) {
  const given = kept && typeof kept === "object" ? kept : {};
  const muscles = about.muscles.map((muscle) => muscle.id);
  return {
    tab: TABS.some(([name]) => name === given.tab) ? given.tab : "weeks",
    week: Number.isInteger(given.week) && given.week >= 1 ? given.week : 0,
    muscle: muscles.includes(given.muscle) ? given.muscle : "",
    open: typeof given.open === "string" ? given.open : "",
  };
}

function inText(node) {
  return Boolean(node.closest("input, textarea, [contenteditable=true]"));
}

let boards = 0;
function uid() { return `rp-board-${boards}`; }

function render({ model, el }) {
  boards += 1;
  const board = createBoard(model);
  el.append(board.el);
  board.start();
  const untold = tellNotebook(model, board.ask);
  // The controls stand beside the board, in the planner's own box.
  let quiet = () => {};
  const settle = requestAnimationFrame(() => {
    const root = el.closest(".rp-planner"), whole = root || el;
    whole.addEventListener("keydown", board.keys);
    const silence = root ? sayWhatIsSeen(root, board.ask) : () => {}, calmed = bringIntoSight(model, whole);
    foldControls(root, board);
    const loose = holdPreview(root, board), unkept = keepFocusOfControls(root);
    quiet = () => { whole.removeEventListener("keydown", board.keys); silence(); calmed(); loose(); unkept(); };
  });
  return () => { cancelAnimationFrame(settle); quiet(); untold(); board.close(); };
}

export default { render };

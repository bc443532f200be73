// The heat map: weeks across, muscles down; a number in each cell where there is room, and on hover and focus its story.

const BESIDE_PX = 214;  // the columns beside the weeks
const BARE_PX = 15, ROOM_PX = 24;  // from so wide on a cell holds a figure, and one with decimals

function createHeat(board, tools) {
  const el = h("div", { class: "rp-heat", role: "grid", "aria-label": "Weekly sets per muscle, compared with the target" });
  const key = h("div", { class: "rp-legend rp-heat-legend" },
    [["", "0%", "none"], ["", "100%", "half the target"], ["rp-high", "100%", "on target"],
      ["rp-high rp-over", "100%", "more than 1.5 times"]].map(([name, part, text]) =>
      h("span", null, h("i", { class: `rp-heat-key ${name}`, style: { "--part": part } }), text)),
    h("span", null, dots(2), "load from running, out of 4"),
    h("span", null, "A set counts as 1 for the muscles that the exercise works most, and as ½ or less for those that help."));
  const box = h("div", { class: "rp-heat-box" }, el, key);
  let wide = ROOM_PX, rows = [], weeks = 0, stop = [0, 1], headKey = "", heads = [];

  function dots(count) {
    return h("span", { class: "rp-dots", "aria-hidden": "true" },
      h("b", { style: { width: `${8 * count}px` } }), h("b", { class: "rp-off", style: { width: `${32 - 8 * count}px` } }));
  }

  function build(count) {
    weeks = count;
    el.style.setProperty("--weeks", count);
    el.setAttribute("aria-colcount", count + 3);
    heads = Array.from({ length: count }, (_, place) => h("div", { role: "columnheader", class: "rp-heat-week" },
      count <= 26 || place % 4 === 0 ? String(place + 1) : ""));
    rows = [];
    const parts = [h("div", { role: "row", class: "rp-heat-row rp-heat-head" }, h("div", { role: "columnheader" }, "Sets in week"),
      heads, h("div", { role: "columnheader", class: "rp-num" }, "target"), h("div", { role: "columnheader" }, "running"))];
    for (const [group, name] of board.about.groups) {
      parts.push(h("div", { role: "row", class: "rp-heat-row rp-heat-group" },
        h("div", { role: "rowheader", "aria-colspan": count + 3 }, name)));
      board.about.muscles.forEach((muscle, place) => {
        if (muscle.group !== group) return;
        const label = h("button", { type: "button", class: `rp-heat-name${muscle.main ? "" : " rp-minor"}`, tabindex: "-1",
          title: muscle.about, "data-row": rows.length, "data-column": 0 }, muscle.name);
        const cells = Array.from({ length: count }, (_, week) => h("div", { role: "gridcell", class: "rp-cell", tabindex: "-1",
          "data-row": rows.length, "data-column": week + 1 }));
        const target = h("div", { role: "gridcell", class: "rp-num rp-heat-target" }), load = h("div", { role: "gridcell" });
        const node = h("div", { role: "row", class: "rp-heat-row", "data-muscle": muscle.id },
          h("div", { role: "rowheader", class: "rp-heat-head-cell" }, label), cells, target, load);
        rows.push({ place, muscle, label, cells, target, load, node });
        parts.push(node);
      });
    }
    el.replaceChildren(...parts);
    stop = [0, 1];
    rows[0].cells[0].tabIndex = 0;
    headKey = "";
  }

  function update(scene, at) {
    if (scene.weeks.length !== weeks) build(scene.weeks.length);
    const mark = `${board.view.week}`;
    if (mark !== headKey) {
      headKey = mark;
      heads.forEach((head, place) => head.classList.toggle("rp-chosen", place + 1 === board.view.week));
    }
    for (const row of rows) {
      setClass(row.node, `rp-heat-row${board.view.muscle === row.muscle.id ? " rp-chosen" : ""}`);
      for (let week = 1; week <= weeks; week += 1) {
        const now = at(row.place, week), cell = row.cells[week - 1];
        const share = now.target > 0 ? now.sets / now.target : 0;
        paintShare(cell, share, board, "rp-cell");
        if (cell.hasAttribute("aria-label")) {
          if (cell === document.activeElement) cell.setAttribute("aria-label", tools.describe(row.place, week));
          else cell.removeAttribute("aria-label");
        }
        setText(cell, wide < BARE_PX ? "" : now.sets ? wide < ROOM_PX ? halves(now.sets) : shortSets(now.sets) : "·");
      }
      const targets = board.scene.muscles.targets.map((one) => one[row.place]).filter((one) => one > 0);
      const low = Math.min(...targets), high = Math.max(...targets);
      setText(row.target, !targets.length ? "–" : low === high ? number(low, 1) : `${number(low, 1)}–${number(high, 1)}`);
      const load = board.scene.muscles.mean.load[row.place];
      if (row.shown !== load) {
        row.shown = load;
        row.load.replaceChildren(dots(load));
        row.load.setAttribute("aria-label", `${load} of 4`);
      }
    }
  }

  // In a narrow cell: whole sets, and under ten a half as a sign.
  function halves(value) {
    if (value >= 10) return String(Math.round(value));
    const twice = Math.round(2 * value);
    return twice % 2 ? `${twice > 1 ? (twice - 1) / 2 : ""}½` : String(twice / 2);
  }

  function shortSets(value) {
    return number(value, value < 1 || Number.isInteger(4 * value) && value < 10 ? 2 : 1).replace(/^0\./, ".");
  }

  // --- looking ------------------------------------------------------------------------------------------------------

  function placeOf(event) {
    const node = event.target.closest("[data-column]");
    return node ? { node, row: rows[Number(node.dataset.row)], column: Number(node.dataset.column) } : null;
  }

  el.addEventListener("pointerover", (event) => {
    const at = placeOf(event);
    if (at) tools.tell(at.row.place, at.column || board.view.week);
  });
  el.addEventListener("pointerleave", () => tools.untell());
  el.addEventListener("focusout", () => tools.untell());
  el.addEventListener("focusin", (event) => {
    const at = placeOf(event);
    if (!at) return;
    const [row, column] = stop;
    item(row, column).tabIndex = -1;
    stop = [Number(at.node.dataset.row), at.column];
    at.node.tabIndex = 0;
    if (at.column) at.node.setAttribute("aria-label", tools.describe(at.row.place, at.column));
    tools.tell(at.row.place, at.column || board.view.week);
  });
  el.addEventListener("click", (event) => {
    const at = placeOf(event);
    if (!at) return;
    if (at.column) at.node.focus();
    const same = board.view.muscle === at.row.muscle.id && (!at.column || board.view.week === at.column);
    board.look({ muscle: same ? "" : at.row.muscle.id, ...(at.column ? { week: at.column } : {}) });
  });

  function item(row, column) {
    return column ? rows[row].cells[Math.min(column, weeks) - 1] : rows[row].label;
  }

  el.addEventListener("keydown", (event) => {
    const at = placeOf(event);
    if (!at || event.ctrlKey || event.metaKey || event.altKey) return;
    let [row, column] = [Number(at.node.dataset.row), at.column];
    if (event.key === "ArrowRight") column = Math.min(weeks, column + 1);
    else if (event.key === "ArrowLeft") column = Math.max(0, column - 1);
    else if (event.key === "ArrowDown") row = Math.min(rows.length - 1, row + 1);
    else if (event.key === "ArrowUp") row = Math.max(0, row - 1);
    else if (event.key === "Home") column = 0;
    else if (event.key === "End") column = weeks;
    else if ((event.key === "Enter" || event.key === " ") && column) at.node.click();
    else return;
    item(row, column).focus();
    event.preventDefault();
    event.stopPropagation();
  });

  const sizes = new ResizeObserver(() => {
    const now = weeks ? (el.clientWidth - BESIDE_PX) / weeks : 0, kind = (px) => px < BARE_PX ? 0 : px < ROOM_PX ? 1 : 2;
    if (!now) return;
    const other = kind(now) !== kind(wide);
    wide = now;
    if (other) { el.classList.toggle("rp-bare", wide < BARE_PX); tools.again(); }
  });
  sizes.observe(el);

  return { el: box, update, close: () => sizes.disconnect() };
}

// One scale for cells and regions: from the ground to the target, then hatched above one and a half times of it. A
// figure in a cell changes from dark to pale where it reads best: deep down the scale in the light theme, midway in the dark.
function paintShare(node, share, board, base) {
  const high = share > 0.5, over = share > board.about.over + 1e-9;
  const part = Math.round(200 * (Math.min(1, share) - (high ? 0.5 : 0)));
  setStyle(node, "--part", `${part}%`);
  setClass(node, `${base}${high ? " rp-high" : ""}${share >= 0.6 ? " rp-mid" : ""}${share >= 0.75 ? " rp-deep" : ""}${over ? " rp-over" : ""}`);
}

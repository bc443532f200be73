// The body map: front and back, a region a muscle, filled by its share of the target; running's load is a dot.

let bodies = 0;
// Radius of the dot for each step of running's load, in units of the figure.
const DOT = [0, 4, 7, 10, 13];

function createBody(board, tools) {
  const geometry = board.about.body, id = `rp-hatch-${bodies += 1}`;
  const [x, y, width, height] = geometry.figure;
  const svg = s("svg", { class: "rp-figures", viewBox: `${x - 6} ${y - 6} ${width + 12} ${height + 34}`, role: "group",
    "aria-label": "Body map, front and back", preserveAspectRatio: "xMidYMid meet" });
  svg.append(s("defs", null, s("pattern", { id, width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    s("rect", { width: 7, height: 7, class: "rp-hatch-ground" }), s("rect", { width: 2.4, height: 7, class: "rp-hatch-line" }))));
  const parts = [];       // every region, with its muscle
  const spots = [];       // the dots of running's load
  const deepPlaces = new Set();
  const groups = [];      // one for each muscle in each view, in reading order
  for (const [name, view] of Object.entries(geometry.views)) {
    const layer = s("g", { class: "rp-figure" },
      view.outline.map((d) => s("path", { class: "rp-skin", d })), (view.hints || []).map((d) => s("path", { class: "rp-bone", d })));
    layer.append(...(view.lines || []).map((d) => s("path", { class: "rp-line", d })));
    const of = new Map();
    // Deep muscles last: they are windows in what covers them.
    for (const region of [...view.regions].sort((a, b) => Boolean(a.overlay) - Boolean(b.overlay))) {
      if (!of.has(region.id)) {
        const group = s("g", { class: "rp-muscle", "data-muscle": region.id, "data-view": name, role: "button", tabindex: "-1" });
        of.set(region.id, group);
        groups.push(group);
        layer.append(group);
      }
      const path = s("path", { d: region.d, class: "rp-region" });  // empty until a plan fills it
      of.get(region.id).append(path, region.overlay ? s("path", { d: region.d, class: "rp-halo" }) : "",
        region.overlay ? s("path", { d: region.d, class: "rp-dashes" }) : "");
      parts.push({ path, place: board.place[region.id] });
      if (region.overlay) deepPlaces.add(board.place[region.id]);
    }
    for (const label of view.labels) {
      for (const at_x of new Set([label.at[0], 2 * view.centre_x - label.at[0]])) {
        const dot = s("circle", { class: "rp-load-dot", cx: at_x, cy: label.at[1] });
        spots.push({ dot, place: board.place[label.id] });
        layer.append(dot);
      }
    }
    layer.append(s("text", { class: "rp-view-name", x: view.centre_x, y: y + height + 22, "text-anchor": "middle" }, name));
    svg.append(layer);
  }
  if (groups[0]) groups[0].setAttribute("tabindex", "0");
  const deep = [...deepPlaces].map((place) => {
    const muscle = board.about.muscles[place];
    const swatch = h("i", { class: "rp-heat-key" }), text = h("span", { class: "rp-quiet" });
    const chip = button("", "rp-deep-chip", () => choose(muscle.id), { "data-muscle": muscle.id });
    chip.append(swatch, muscle.name, " ", text);
    return { place, chip, swatch, text };
  });
  const beside = h("div", { class: "rp-body-beside" },
    h("div", { class: "rp-deep-row" }, h("span", { class: "rp-quiet" }, "Deep, dashed:"), deep.map((one) => one.chip)),
    h("p", { class: "rp-legend" }, h("span", null, [1, 2, 3, 4].map((step) =>
      h("i", { class: "rp-dot-key", style: { "--size": `${2 * DOT[step] * 0.45}px` } })), "Blue dot: how hard running works this muscle (bigger = harder)")));
  let pointed = "";

  function update(scene, at) {
    for (const part of parts) {
      const now = at(part.place);
      const share = now.target > 0 ? now.sets / now.target : 0;
      paintShare(part.path, share, board, "rp-region");
      setStyle(part.path, "fill", share > board.about.over + 1e-9 ? `url(#${id})` : "");
    }
    for (const spot of spots) setAttr(spot.dot, "r", DOT[at(spot.place).load]);
    for (const one of deep) {
      const now = at(one.place);
      paintShare(one.swatch, now.target > 0 ? now.sets / now.target : 0, board, "rp-heat-key");
      setText(one.text, `${sets(now.sets)}/${sets(now.target)}`);
      setAttr(one.chip, "aria-pressed", String(board.view.muscle === board.about.muscles[one.place].id));
    }
    for (const group of groups) {
      const id_ = group.dataset.muscle, now = at(board.place[id_]);
      setAttr(group, "aria-pressed", String(board.view.muscle === id_));
      setAttr(group, "aria-label", `${board.about.muscles[board.place[id_]].name}, ${plural(sets(now.sets), "set")} of ${sets(now.target)}`
        + `, ${group.dataset.view}`);
    }
    svg.classList.toggle("rp-filtered", Boolean(board.view.muscle));
    point(pointed);
  }

  // The muscle that is pointed at, or chosen, stands out in both views.
  function point(muscle) {
    pointed = muscle;
    const shown = muscle || board.view.muscle;
    for (const group of groups) group.classList.toggle("rp-pointed", group.dataset.muscle === shown);
  }

  function choose(muscle) {
    board.look({ muscle: board.view.muscle === muscle ? "" : muscle });
  }

  svg.addEventListener("pointerover", (event) => {
    const group = event.target.closest(".rp-muscle");
    if (group) tools.tell(board.place[group.dataset.muscle], board.view.week); else if (pointed) tools.untell();
  });
  svg.addEventListener("pointerleave", () => tools.untell());
  svg.addEventListener("focusout", () => tools.untell());
  svg.addEventListener("focusin", (event) => {
    const group = event.target.closest(".rp-muscle");
    if (!group) return;
    for (const other of groups) other.setAttribute("tabindex", other === group ? "0" : "-1");
    tools.tell(board.place[group.dataset.muscle], board.view.week);
  });
  svg.addEventListener("click", (event) => {
    const group = event.target.closest(".rp-muscle");
    if (group) choose(group.dataset.muscle);
  });
  svg.addEventListener("keydown", (event) => {
    const group = event.target.closest(".rp-muscle");
    if (!group || event.ctrlKey || event.metaKey || event.altKey) return;
    const place = groups.indexOf(group);
    const steps = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
    if (event.key in steps) { const next = groups[place + steps[event.key]]; if (next) next.focus(); }
    else if (event.key === "Enter" || event.key === " ") choose(group.dataset.muscle);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  return { svg, beside, update, point };
}

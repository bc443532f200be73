// The drawings of exercises, and the signs of sessions: a shape each, so that no colour is needed to tell them apart.

const BOLD = 1.9; // how much wider lines are in a small drawing

function picture(exercise, { small = false } = {}) {
  const strokes = plan.pictures[exercise];
  if (!strokes) return null;
  return s("svg", { viewBox: "0 0 1000 1000", class: "drawing", "aria-hidden": "true" },
    strokes.map(([d, area, line, width]) => s("path", { d, class: `${area ? `f-${area}` : "no-fill"} l-${line}`,
      "stroke-width": width * (small ? BOLD : 1) })));
}

const SIGNS = {
  easy: [["M1 6.5h12v2.4H1z", "area"]],
  long: [["M1 4h12v7H1z", "area"]],
  quality: [["M2 3l4 4.5L2 12M8 3l4 4.5L8 12", "line"]],
  race: [["M2 1h1.6v13H2z", "area"], ["M3.6 1l9 3.2-9 3.6z", "area"]],
  heavy: [["M2 2.5h10v10H2z", "area"]],
  general: [["M2 2.5h10v10H2z", "line"], ["M2 2.5h5v10H2z", "area"]],
  done: [["M2 8l3.6 3.8L12 3.5", "line"]],
  partly: [["M7 3a4.5 4.5 0 1 0 .01 0z", "line"], ["M7 3a4.5 4.5 0 0 0 0 9z", "area"]],
  missed: [["M3 3.5l8 8M11 3.5l-8 8", "line"]],
  dropped: [["M3 3.5l8 8M11 3.5l-8 8", "line"]],
  core: [["M7 3a4.5 4.5 0 1 0 .01 0z", "line"]],
};

function sign(name) {
  return s("svg", { viewBox: "0 0 14 15", class: `sign sign-${name}`, "aria-hidden": "true" },
    (SIGNS[name] || []).map(([d, kind]) => s("path", { d, class: kind })));
}

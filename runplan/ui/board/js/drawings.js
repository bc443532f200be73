// Drawings of exercises: asked for when a session that has them is opened, and kept while the board is there.

function createDrawings(board) {
  const strokes = new Map(), waiting = new Map(), large = new Set();

  function paint(svg, rows) {
    svg.replaceChildren(...rows.map(([d, fill, stroke, width]) =>
      s("path", { d, fill, stroke, "fill-rule": "evenodd", style: { "--width": width } })));
  }

  // A small picture that grows when it is pressed; the sentence beside it says the same to a screen reader.
  function picture(id, name) {
    const svg = s("svg", { viewBox: "0 0 1000 1000", "aria-hidden": "true" });
    const el = h("button", { type: "button", class: "rp-drawing", title: "Larger or smaller", "aria-label": `Larger drawing of ${name}`,
      "aria-pressed": String(large.has(id)), "data-focus": `drawing ${id}`, onclick: () => {
        if (!large.delete(id)) large.add(id);
        el.setAttribute("aria-pressed", String(large.has(id)));
      } }, svg);
    if (strokes.has(id)) paint(svg, strokes.get(id)); else waiting.set(id, [...(waiting.get(id) || []), svg]);
    return el;
  }

  // Ask for all that the views have made room for since.
  function ask() {
    if (waiting.size) board.ask({ do: "drawings", ids: [...waiting.keys()] });
  }

  function hear(answer) {
    for (const [id, rows] of Object.entries(answer.of)) {
      strokes.set(id, rows);
      for (const svg of waiting.get(id) || []) paint(svg, rows);
    }
    waiting.clear();
  }

  return { picture, ask, hear };
}

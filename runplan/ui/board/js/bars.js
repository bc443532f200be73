// The picture of the equaliser's bars, on one canvas: bars, the curve's own value, kilometres, and strength sets below.
// As boxes and texts of the page they were a third of a slider's frame; what can be pulled and read aloud stays a box.

const BARS = { above: 12, below: 36, gap: 2, sets: 20 };  // as the style sheet has them

function createBars(holder) {
  const el = h("canvas", { class: "rp-eq-canvas", "aria-hidden": "true" });
  let ink = null, box = { width: 0, height: 0, ratio: 0 }, drawn = null, type = "";

  // Colours and type are the page's own; read again when the theme or the size changes.
  function colours() {
    const style = getComputedStyle(holder), one = (name) => style.getPropertyValue(name).trim();
    return { long: one("--rp-long"), text: one("--rp-text"), strength: one("--rp-strength"), font: style.fontFamily };
  }

  function measure() {
    const ratio = window.devicePixelRatio || 1, width = holder.clientWidth, height = holder.clientHeight;
    ink = null;
    if (width === box.width && height === box.height && ratio === box.ratio) return;
    box = { width, height, ratio };
    type = "";  // a canvas of a new size forgets what its pen was told
    el.width = Math.round(width * ratio);
    el.height = Math.round(height * ratio);
  }

  // bars: [share of the height, share of the curve, text, strong, pale, share of the sets, their text].
  function paint(bars) {
    drawn = bars;
    if (!box.width || box.ratio !== window.devicePixelRatio) measure();
    if (!box.width || !bars.length) return;
    if (!ink) ink = colours();
    // Kept in memory: without a graphics card a canvas that is drawn there costs each frame a copy.
    const pen = el.getContext("2d", { willReadFrequently: true }), wide = box.width / bars.length;
    const bottom = box.height - BARS.below, tall = bottom - BARS.above, snap = (value) => Math.round(value * box.ratio) / box.ratio;
    const gap = bars.length > 26 ? 1 : 0.12 * wide;
    pen.setTransform(box.ratio, 0, 0, box.ratio, 0, 0);
    pen.clearRect(0, 0, box.width, box.height);
    const places = bars.map((bar, place) => {
      const left = snap(place * wide);
      return { bar, left, middle: (place + 0.5) * wide, inner: snap(left + gap), top: snap(bottom - bar[0] * tall), line: snap(bottom - bar[1] * tall) };
    });
    // One pass a colour and one a type: what a pen is told costs more than what it draws.
    const width = snap(wide - 2 * gap), wider = snap(wide - 2 * gap / 3);
    pen.fillStyle = ink.long;
    for (const { bar, inner, top } of places) {
      pen.globalAlpha = bar[3] ? 1 : bar[4] ? 0.36 : 0.64;
      pen.fillRect(inner, top, width, bottom - top);
    }
    pen.fillStyle = ink.strength;
    pen.globalAlpha = 0.45;
    for (const { bar, inner } of places) pen.fillRect(inner, bottom + BARS.gap, width, bar[5] * BARS.sets);
    pen.fillStyle = ink.text;
    for (const { bar, left, line } of places) {
      pen.globalAlpha = bar[3] ? 1 : 0.4;
      pen.fillRect(snap(left + gap / 3), Math.max(BARS.above, line - 1), wider, 2);
    }
    pen.globalAlpha = 1;
    pen.textAlign = "center";
    for (const strong of bars.some((bar) => bar[3]) ? [false, true] : [false]) {
      // Telling a pen its font makes the browser work out the page's styles, in the middle of what changes them.
      const wanted = `${strong ? 600 : 400} 11px ${ink.font}`;
      if (wanted !== type) { pen.font = wanted; type = wanted; }
      for (const { bar, middle, top, line } of places) {
        if (bar[6] && !strong) pen.fillText(bar[6], middle, bottom + BARS.gap + 11);
        // Above the bar, and above the curve's line where that would strike it through.
        if (bar[2] && strong === bar[3]) pen.fillText(bar[2], middle, (line < top && line > top - 14 ? line - 1 : top) - 3);
      }
    }
  }

  const again = () => { measure(); if (drawn) paint(drawn); };
  const sizes = new ResizeObserver(again);
  sizes.observe(holder);
  const theme = new MutationObserver(() => requestAnimationFrame(again));
  theme.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light", "data-jp-theme-name"] });
  return { el, paint, close: () => { sizes.disconnect(); theme.disconnect(); } };
}

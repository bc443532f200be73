// ipywidgets gives its slider handles no accessible name, says a pace by its place in a list, and does not tell a
// pressed button from another. This copies what is seen to where it is read out, whenever something is drawn: at once,
// so that it is part of the same frame, and only for what has changed.

function sayWhatIsSeen(root, ask) {
  const set = (one, name, value) => { if (one.getAttribute(name) !== value) one.setAttribute(name, value); };
  const slider = (one) => {
    const label = one.querySelector(".widget-label"), value = one.querySelector(".widget-readout");
    if (!label) return;
    if (value) set(value, "aria-label", `${label.textContent}, value`);
    if (value && value === picked && value === document.activeElement) all(value);
    for (const handle of one.querySelectorAll(".noUi-handle")) {
      set(handle, "aria-label", label.textContent);
      if (value && value.textContent) set(handle, "aria-valuetext", value.textContent);
    }
  };
  const pressed = (one) =>
    set(one, one.classList.contains("rp-fold") ? "aria-expanded" : "aria-pressed", String(one.classList.contains("mod-active")));
  // What was refused stays in its field: the sentence below it is the field's own.
  const field = (one) => {
    const input = one.querySelector("input"), sentence = one.querySelector(".rp-refused p");
    if (!input) return;
    if (sentence && !sentence.id) sentence.id = `rp-refused-${Math.random()}`;
    set(input, "aria-invalid", String(Boolean(sentence)));
    set(input, "aria-describedby", sentence ? sentence.id : "");
  };
  // Of several buttons with one word the titles say which is which.
  const SAME_WORD = ".rp-take-off, .rp-change-event, .rp-use-start", named = (one) => set(one, "aria-label", one.title);
  const BUTTONS = ".widget-toggle-button, .widget-toggle-buttons button";
  const whole = (box) => {
    for (const one of box.querySelectorAll(".widget-slider")) slider(one);
    for (const one of box.querySelectorAll(BUTTONS)) pressed(one);
    for (const one of box.querySelectorAll(".rp-typed")) field(one);
    for (const one of box.querySelectorAll(SAME_WORD)) named(one);
  };
  const changed = (records) => {
    const seen = new Set();
    for (const { target, type } of records) {
      const node = target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement;
      const one = node && (node.closest(".widget-slider, .rp-typed") || (type === "attributes" && node.matches(`${BUTTONS}, ${SAME_WORD}`) ? node : null)
        || (type === "childList" ? node : null));
      if (one) seen.add(one);
    }
    for (const one of seen) {
      const tell = one.matches(".widget-slider") ? slider : one.matches(".rp-typed") ? field : one.matches(BUTTONS) ? pressed : one.matches(SAME_WORD) ? named : whole;
      tell(one);
    }
  };
  // A value that is typed replaces the old one. The planner reads it, takes it or says what to type; till then the
  // readout shows what it showed, and ipywidgets, which cuts what it cannot read in silence, does not hear of it.
  let fresh = false, picked = null;  // the readout that is selected as a whole: it stays so when it is written anew
  const shown = new WeakMap();  // by readout that is typed into: what it showed before
  const all = (node) => { picked = node; getSelection().selectAllChildren(node); };
  const value = (event) => event.target instanceof Element && event.target.closest(".widget-slider .widget-readout[contenteditable=true]");
  const entered = (event) => { const node = value(event); if (node) { fresh = true; all(node); } };
  // Where all was selected already, the browser puts the caret there after the click: select it after that.
  const clicked = (event) => {
    const node = value(event), first = fresh;
    if (!node) return;
    picked = null;
    fresh = false;
    if (first) { all(node); setTimeout(() => { if (picked === node) all(node); }, 0); }
  };
  const typing = (event) => { const node = value(event); if (node && !shown.has(node)) shown.set(node, node.textContent); };
  const typed = (event) => {
    const node = value(event);
    if (node && node === picked && event.key && event.key.length === 1) all(node);
    picked = null;
    if (!node || (event.type === "keydown" && !["Enter", "Escape"].includes(event.key))) return;
    if (event.type === "keydown") event.preventDefault();
    if (!shown.has(node)) return;
    event.stopPropagation();
    const text = node.textContent, before = shown.get(node);
    shown.delete(node);
    node.textContent = before;
    if (event.type === "keydown") { fresh = true; all(node); }  // what is typed next replaces it again
    const name = [...node.closest(".widget-slider").classList].find((one) => one.startsWith("rp-field-"));
    if (!name || event.key === "Escape" || text.trim() === before.trim()) return;
    ask({ do: "typed", field: name.slice(9).replaceAll("-", "_"), text: text.slice(0, 40) });
  };
  const heard = [["focusin", entered], ["click", clicked], ["beforeinput", typing], ["keydown", typed], ["blur", typed]];
  for (const [name, act] of heard) root.addEventListener(name, act, true);
  const watch = new MutationObserver(changed);
  for (const controls of root.querySelectorAll(".rp-left")) {
    whole(controls);
    watch.observe(controls, { childList: true, subtree: true, characterData: true, attributes: true,
      attributeFilter: ["class", "title", "aria-valuetext"] });
  }
  return () => {
    watch.disconnect();
    for (const [name, act] of heard) root.removeEventListener(name, act, true);
  };
}

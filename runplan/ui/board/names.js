// ipywidgets gives its slider handles no accessible name, says a pace by its place in a list, and does not tell a
// pressed button from another. This copies what is seen to where it is read out, whenever something is drawn: at once,
// so that it is part of the same frame, and only for what has changed.

function sayWhatIsSeen(root, ask) {
  const set = (one, name, value) => { if (one.getAttribute(name) !== value) one.setAttribute(name, value); };
  const slider = (one) => {
    const label = one.querySelector(".widget-label"), value = one.querySelector(".widget-readout");
    if (!label) return;
    if (value) set(value, "aria-label", `${label.textContent}, value`);
    for (const handle of one.querySelectorAll(".noUi-handle")) {
      set(handle, "aria-label", label.textContent);
      if (value && value.textContent) set(handle, "aria-valuetext", value.textContent);
    }
  };
  const pressed = (one) =>
    set(one, one.classList.contains("rp-fold") ? "aria-expanded" : "aria-pressed", String(one.classList.contains("mod-active")));
  const BUTTONS = ".widget-toggle-button, .widget-toggle-buttons button";
  const whole = (box) => {
    for (const one of box.querySelectorAll(".widget-slider")) slider(one);
    for (const one of box.querySelectorAll(BUTTONS)) pressed(one);
  };
  const changed = (records) => {
    const seen = new Set();
    for (const { target, type } of records) {
      const node = target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement;
      const one = node && (node.closest(".widget-slider") || (type === "attributes" && node.matches(BUTTONS) ? node : null)
        || (type === "childList" ? node : null));
      if (one) seen.add(one);
    }
    for (const one of seen) {
      if (one.matches(".widget-slider")) slider(one); else if (one.matches(BUTTONS)) pressed(one); else whole(one);
    }
  };
  // A value that is typed replaces the old one, and one that the slider does not take is told, not cut in silence.
  let fresh = false;
  const all = (node) => getSelection().selectAllChildren(node);
  const value = (event) => event.target instanceof Element && event.target.closest(".widget-slider .widget-readout[contenteditable=true]");
  const entered = (event) => { const node = value(event); if (node) { fresh = true; all(node); } };
  const clicked = (event) => { const node = value(event); if (node && fresh) { fresh = false; all(node); } };
  const typed = (event) => {
    const node = value(event);
    if (!node || (event.type === "keydown" && event.key !== "Enter")) return;
    const one = node.closest(".widget-slider"), handle = one.querySelector(".noUi-handle"), given = parseFloat(node.textContent);
    const low = parseFloat(handle.getAttribute("aria-valuemin")), high = parseFloat(handle.getAttribute("aria-valuemax"));
    const field = [...one.classList].find((name) => name.startsWith("rp-field-"));
    if (!field || !(given < low || given > high)) return;
    setTimeout(() => ask({ do: "outside", field: field.slice(9).replaceAll("-", "_"), given, low, high }), 0);
  };
  const heard = [["focusin", entered], ["click", clicked], ["keydown", typed], ["focusout", typed]];
  for (const [name, act] of heard) root.addEventListener(name, act, true);
  const watch = new MutationObserver(changed);
  for (const controls of root.querySelectorAll(".rp-left")) {
    whole(controls);
    watch.observe(controls, { childList: true, subtree: true, characterData: true, attributes: true,
      attributeFilter: ["class", "aria-valuetext"] });
  }
  return () => {
    watch.disconnect();
    for (const [name, act] of heard) root.removeEventListener(name, act, true);
  };
}

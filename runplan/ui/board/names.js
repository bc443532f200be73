// ipywidgets gives its slider handles no accessible name, says a pace by its place in a list, and does not tell a
// pressed button from another. This copies what is seen to where it is read out, whenever something is drawn.

function sayWhatIsSeen(root) {
  const set = (one, name, value) => { if (one.getAttribute(name) !== value) one.setAttribute(name, value); };
  const say = () => {
    for (const one of root.querySelectorAll(".widget-slider")) {
      const label = one.querySelector(".widget-label"), value = one.querySelector(".widget-readout");
      if (!label) continue;
      if (value) set(value, "aria-label", `${label.textContent}, value`);
      for (const handle of one.querySelectorAll(".noUi-handle")) {
        set(handle, "aria-label", label.textContent);
        if (value && value.textContent) set(handle, "aria-valuetext", value.textContent);
      }
    }
    for (const one of root.querySelectorAll(".widget-toggle-button, .widget-toggle-buttons button")) {
      set(one, one.classList.contains("rp-fold") ? "aria-expanded" : "aria-pressed", String(one.classList.contains("mod-active")));
    }
  };
  let due = 0;
  const soon = () => { if (!due) due = requestAnimationFrame(() => { due = 0; say(); }); };
  soon();
  const watch = new MutationObserver(soon);
  for (const controls of root.querySelectorAll(".rp-left")) {
    watch.observe(controls, { childList: true, subtree: true, attributes: true, attributeFilter: ["class", "aria-valuetext"] });
  }
  return () => watch.disconnect();
}

// On a phone the controls are folded away, so that the plan comes first; a button brings them back.

function foldControls(root, board) {
  const left = root && root.querySelector(".rp-left");
  if (!left) return;
  const fold = button("Controls", "rp-fold-controls", () => {
    const isOpen = root.classList.toggle("rp-open-controls");
    fold.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) left.scrollIntoView({ block: "nearest" });
  }, { "aria-expanded": "false" });
  board.el.prepend(fold);
}

// What a preview shows comes above the button that was pressed for it. The panel scrolls by as much, until a person does
// something else: the button stays under the pointer, and what is shown is in view.
function holdPreview(root, board) {
  const left = root && root.querySelector(".rp-left"), hands = ["wheel", "pointerdown", "keydown"];
  if (!left) return () => {};
  let held = null;  // the button, where it was, the result above it, and what takes the focus
  const grown = () => {
    if (!held) return;
    const { look, top, result, use, next } = held, isShown = result.offsetHeight > 0;
    left.scrollTop += look.getBoundingClientRect().top - top;
    if (isShown) {  // where there is no room above the button, it has to give way
      for (const part of [result, use]) part.scrollIntoView({ block: "nearest" });
      held.top = look.getBoundingClientRect().top;
    }
    if (next && isShown === (next !== look)) { next.focus({ preventScroll: true }); held.next = null; }
  };
  const sizes = new ResizeObserver(grown);
  const pressed = (event) => {
    const button_ = event.target.closest(".rp-event-preview, .rp-event-use, .rp-event-leave");
    if (!button_) return;
    const [look, result, answer, use] = ["preview", "result", "answer", "use"].map((name) =>
      button_.closest(".rp-event-form").querySelector(`.rp-event-${name}`));
    answer.tabIndex = -1;
    board.showsChange = button_.matches(".rp-event-use");
    held = { look, top: look.getBoundingClientRect().top, result, use, next: button_ !== look ? look : event.detail ? null : answer };
    sizes.observe(result);
  };
  const freed = () => { held = null; board.showsChange = false; };
  left.addEventListener("click", pressed, true);
  for (const name of hands) window.addEventListener(name, freed, true);
  return () => {
    sizes.disconnect();
    left.removeEventListener("click", pressed, true);
    for (const name of hands) window.removeEventListener(name, freed, true);
  };
}

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

// A control that a person presses may go with what it stands for, such as "Take off", or be made anew with its list. Then
// the focus goes to what is in its place now: the next of its list, the one before, or the control above the list.
function keepFocusOfControls(root) {
  const left = root && root.querySelector(".rp-left"), SETTLED_MS = 60;
  if (!left) return () => {};
  const stops = (box) => [...box.querySelectorAll("button, input, select, textarea, summary, [tabindex='0']")]
    .filter((one) => !one.disabled && one.getClientRects().length);
  const isList = (box) => box.matches(".rp-layers, .rp-entries");
  const isThere = (node) => node.isConnected && node.getClientRects().length > 0;
  let held = null, due = 0;  // what has the focus, and for each box around it how many controls come before
  const taken = ({ target }) => {
    const boxes = [];
    for (let box = target.parentElement; box && left.contains(box); box = box.parentElement) boxes.push(box);
    held = { node: target, boxes: boxes.map((box, place) => {
      const inner = isList(box) ? target : boxes[place - 1] || target;
      return [box, stops(box).findIndex((one) => inner.contains(one))];
    }) };
  };
  // What the focus leaves while it is there was left on purpose.
  const gone = ({ target }) => setTimeout(() => {
    if (held && held.node === target && isThere(target) && document.activeElement !== target) held = null;
  }, 0);
  const settled = () => {
    if (!held) return;
    const { boxes } = held, isFree = !document.activeElement || document.activeElement === document.body || !isThere(document.activeElement);
    held = null;
    if (!isFree) return;
    for (const [box, place] of boxes) {
      const there = isThere(box) ? stops(box) : [];
      if (!there.length) continue;
      there[Math.max(0, Math.min(isList(box) ? place : place - 1, there.length - 1))].focus();
      return;
    }
  };
  // Nothing is measured here: a slider that is pulled passes by with each move.
  const watch = new MutationObserver((records) => {
    if (!held) return;
    held.isLost ||= !held.node.isConnected || records.some(({ type, target }) =>
      type === "attributes" && target.style.display === "none" && target.contains(held.node));
    if (!held.isLost) return;
    clearTimeout(due);
    due = setTimeout(settled, SETTLED_MS);
  });
  left.addEventListener("focusin", taken);
  left.addEventListener("focusout", gone);
  watch.observe(left, { childList: true, subtree: true, attributes: true, attributeFilter: ["style"] });
  return () => {
    clearTimeout(due);
    watch.disconnect();
    left.removeEventListener("focusin", taken);
    left.removeEventListener("focusout", gone);
  };
}

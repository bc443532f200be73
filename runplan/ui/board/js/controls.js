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

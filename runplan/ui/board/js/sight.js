// Run All goes to the last cell before its planner is there: the planner that was just made comes into sight itself.

const JUST_MADE_MS = 60000;

function bringIntoSight(model, root) {
  const made = JSON.parse(model.get("about")).made || 0;
  if (model.rpSighted || !root.closest(".jp-Notebook") || Math.abs(Date.now() - made) > JUST_MADE_MS) return () => {};
  model.rpSighted = true;
  const hands = ["wheel", "pointerdown", "keydown"];
  let timer = 0;
  const stop = () => { clearInterval(timer); for (const name of hands) window.removeEventListener(name, stop, true); };
  const look = () => {
    const at = root.getBoundingClientRect();
    if (at.height && (at.top < 0 || at.top > window.innerHeight / 4)) root.scrollIntoView({ block: "start" });
  };
  // JupyterLab scrolls once more when the cell has ended. What a person does wins.
  let left = 8;
  timer = setInterval(() => { look(); left -= 1; if (!left) stop(); }, 150);
  for (const name of hands) window.addEventListener(name, stop, true);
  return stop;
}

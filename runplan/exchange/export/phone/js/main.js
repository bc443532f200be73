// Which view is shown: the address says it, so that Back, a reload and a bookmark work.

const app = createApp();

function createApp() {
  const main = document.getElementById("main"), nav = document.getElementById("nav");
  let shown = "";

  const VIEWS = [["Today", () => "#/", "day"], ["Week", () => weekHash(weekOfDay(nearestDay()).week), "week"],
    ["All weeks", () => "#/block", "block"], ["Notes, help", () => "#/help", "help"]];

  function route() {
    const [, name, ...rest] = location.hash.split("/");
    let value = rest.join("/");
    try { value = decodeURIComponent(value); } catch { value = ""; }
    if (name === "day" && dayOf.has(value)) return [name, dayOf.get(value)];
    if (name === "week" && plan.weeks[Number(value) - 1]) return [name, Number(value)];
    if (name === "go" && sessionOf.has(value) && sessionOf.get(value).rows.length) return [name, sessionOf.get(value)];
    if (name === "block" || name === "help") return [name];
    return ["day", nearestDay()];
  }

  const DRAW = { day: dayView, week: weekView, block: blockView, help: helpView, go: (session) => mode.view(session) };

  function draw() {
    const [name, value] = route(), key = `${name} ${name === "go" ? value.id : value}`;
    if (name !== "go" && mode.isOpen) mode.close();
    document.body.classList.toggle("in-mode", name === "go");
    const isOther = key !== shown || name === "go", isFirst = !shown;
    const view = DRAW[name](value), keepsFocus = main.contains(document.activeElement) && document.activeElement.id === "go";
    main.replaceChildren(view);
    if (key !== shown) window.scrollTo(0, 0);
    shown = key;
    drawNav(name, value);
    if (name === "go") announce(mode.says());
    if (!isOther || isFirst) return;
    const button_ = keepsFocus && document.getElementById("go");
    (button_ || main.querySelector("h1")).focus({ preventScroll: true });
  }

  function drawNav(name, value) {
    nav.replaceChildren(...VIEWS.map(([text, target, view]) => {
      const isHere = name === view && (view !== "day" || value === nearestDay());
      return h("a", { href: target(), "aria-current": isHere ? "page" : null }, text);
    }));
  }

  function turn(way) {
    const target = main.querySelector(".view")?.getAttribute(`data-${way}`);
    if (target) location.hash = target;
  }

  function watchSwipes() {
    let from = null;
    main.addEventListener("touchstart", (event) => {
      const touch = event.touches[0];
      from = event.touches.length === 1 && !event.target.closest("input, textarea") ? [touch.clientX, touch.clientY] : null;
    }, { passive: true });
    main.addEventListener("touchend", (event) => {
      if (!from) return;
      const touch = event.changedTouches[0], across = touch.clientX - from[0], along = touch.clientY - from[1];
      from = null;
      if (Math.abs(across) > 60 && Math.abs(across) > 2 * Math.abs(along)) turn(across < 0 ? "after" : "before");
    }, { passive: true });
  }

  function watchKeys() {
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, textarea, select")) return;
      if (event.key === "ArrowLeft") turn("before");
      else if (event.key === "ArrowRight") turn("after");
    });
  }

  function start() {
    window.addEventListener("hashchange", draw);
    // A page that was left open overnight is to show the new day.
    let day = today();
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible" && today() !== day && !mode.isOpen) {
        day = today();
        draw();
      }
    });
    watchSwipes();
    watchKeys();
    draw();
  }

  return { start, draw };
}

app.start();

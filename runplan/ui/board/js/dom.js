// Nodes: made from values, never from markup, so that any name is text and nothing else.

const SVG = "http://www.w3.org/2000/svg";

function fill(node, children) {
  for (const child of children.flat(3)) {
    if (child === null || child === undefined || child === false || child === "") continue;
    node.append(child instanceof Node ? child : String(child));
  }
  return node;
}

function dress(node, props) {
  for (const [name, value] of Object.entries(props || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "style") for (const [key, one] of Object.entries(value)) node.style.setProperty(key, one);
    else if (name === "text") node.textContent = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  return node;
}

function h(tag, props, ...children) {
  return fill(dress(document.createElement(tag), props), children);
}

function s(tag, props, ...children) {
  return fill(dress(document.createElementNS(SVG, tag), props), children);
}

// Each of these touches the page only where something differs.
function setText(node, text) {
  if (node.rpText === text) return;
  node.rpText = text;
  const only = node.firstChild;
  if (only && only === node.lastChild && only.nodeType === Node.TEXT_NODE) only.data = text; else node.textContent = text;
}

function setAttr(node, name, value) {
  const wanted = value === null || value === undefined || value === false ? null : String(value);
  const known = node.rpAttrs || (node.rpAttrs = {});
  if (known[name] === wanted) return;
  known[name] = wanted;
  if (wanted === null) node.removeAttribute(name); else node.setAttribute(name, wanted);
}

function setStyle(node, name, value) {
  const known = node.rpStyles || (node.rpStyles = {});
  if (known[name] === value) return;
  known[name] = value;
  node.style.setProperty(name, value);
}

function setClass(node, value) {
  if (node.rpClass !== value) { node.rpClass = value; node.setAttribute("class", value); }
}

function show(node, wanted) {
  if (node.hidden === wanted) node.hidden = !wanted;
}

function button(text, className, onclick, more) {
  return h("button", { type: "button", class: `rp-button ${className || ""}`, onclick, ...more }, text);
}

const quality = new Set(["tempo", "intervals", "hills"]);

function signOf(type) {
  return quality.has(type) ? "quality" : type === "routine" ? "general" : type;
}

// The sign of a kind of session: a shape each, hidden from screen readers, for a word always stands beside it.
function sign(type) {
  return h("i", { class: `rp-sign rp-${signOf(type)}`, "aria-hidden": "true" });
}

const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

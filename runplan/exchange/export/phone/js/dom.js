// Nodes: made from values, never from markup, so that any name is text and nothing else.

const SVG = "http://www.w3.org/2000/svg";

function dress(node, props, children) {
  for (const [name, value] of Object.entries(props || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children.flat(3)) {
    if (child === null || child === undefined || child === false || child === "") continue;
    node.append(child instanceof Node ? child : String(child));
  }
  return node;
}

const h = (tag, props, ...children) => dress(document.createElement(tag), props, children);
const s = (tag, props, ...children) => dress(document.createElementNS(SVG, tag), props, children);

function button(text, onclick, props) {
  return h("button", { type: "button", ...props, onclick }, text);
}

// What a screen reader says without moving: the same text twice is said twice.
function announce(text) {
  const node = document.getElementById("announcer");
  node.textContent = "";
  setTimeout(() => { node.textContent = text; }, 50);
}

// Lint the scripts of the board and of the page for the phone: `node --expose-internals tools/check_js.mjs [FILE ...]`,
// without arguments the files of each `SCRIPTS` in their order, which are one scope. Prints a line a fault, and ends with
// 1 if there is any.
//
// Faults: what does not parse, names that nothing declares, names that nothing reads, `let` that never changes, `var`,
// and `==`. The parser is the one inside Node, so nothing is installed.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const ROOMS = [["ui/board", "widget.py"], ["exchange/export/phone", "page.py"]].map(([room, module]) => [join(ROOT, "runplan", room), module]);
const GLOBALS = new Set(["Array", "AudioContext", "Blob", "Boolean", "CSS", "Date", "Element", "File", "JSON", "Map", "Math",
  "MutationObserver", "Node", "Number", "Object", "ResizeObserver", "Set", "String", "SyntaxError", "URL", "Uint8Array", "WeakMap",
  "atob", "cancelAnimationFrame", "clearInterval", "clearTimeout", "console", "decodeURIComponent",
  "document", "encodeURIComponent", "getComputedStyle",
  "getSelection", "localStorage", "location", "navigator", "parseFloat", "requestAnimationFrame", "setInterval", "setTimeout", "undefined", "window"]);

function filesOf([room, module]) {
  const listed = /^SCRIPTS = \(([^)]*)\)/m.exec(readFileSync(join(room, module), "utf8"));
  return [...listed[1].matchAll(/"([^"]+)"/g)].map((name) => join(room, "js", name[1]));
}

class Scope {
  constructor(parent) {
    this.parent = parent;
    this.names = new Map();
  }

  find(name) {
    return this.names.get(name) || (this.parent && this.parent.find(name));
  }
}

// Every fault of a parsed script, as [position, sentence].
function faultsOf(tree) {
  const faults = [], scopes = [], pending = [];
  const fault = (node, sentence) => faults.push([node.loc.start, sentence]);

  function enter(parent) {
    const scope = new Scope(parent);
    scopes.push(scope);
    return scope;
  }

  function declare(scope, node, kind, name = node.name) {
    scope.names.set(name, { node, kind, reads: 0, writes: 0 });
  }

  function declarePattern(pattern, kind, scope) {
    if (!pattern) return;
    if (pattern.type === "Identifier") declare(scope, pattern, kind);
    else if (pattern.type === "ArrayPattern") for (const item of pattern.elements) declarePattern(item, kind, scope);
    else if (pattern.type === "ObjectPattern") for (const item of pattern.properties) declarePattern(item.value || item.argument, kind, scope);
    else declarePattern(pattern.left || pattern.argument, kind, scope);
  }

  // A name may be used above its declaration: all of a block's are declared before the block is read.
  function hoist(statements, scope) {
    for (const statement of statements) {
      const declaration = statement.declaration || statement;
      if (declaration.type === "VariableDeclaration") {
        if (declaration.kind === "var") fault(declaration, "var: write const or let");
        for (const item of declaration.declarations) declarePattern(item.id, declaration.kind, scope);
      } else if (/^(Function|Class)Declaration$/.test(declaration.type) && declaration.id) {
        declare(scope, declaration.id, "function");
      }
      if (statement.type === "ExportNamedDeclaration") for (const entry of scope.names.values()) entry.reads += 1;
    }
  }

  function touch(node, scope, how) {
    pending.push([node, scope, how]);
  }

  // The defaults and computed keys of a pattern are read; its names are written where they are not declared by it.
  function visitPattern(pattern, scope, writes) {
    if (!pattern) return;
    if (pattern.type === "Identifier") { if (writes) touch(pattern, scope, "writes"); }
    else if (pattern.type === "ArrayPattern") for (const item of pattern.elements) visitPattern(item, scope, writes);
    else if (pattern.type === "ObjectPattern") {
      for (const item of pattern.properties) {
        if (item.computed) visit(item.key, scope);
        visitPattern(item.value || item.argument, scope, writes);
      }
    } else if (pattern.type === "AssignmentPattern") { visitPattern(pattern.left, scope, writes); visit(pattern.right, scope); }
    else if (pattern.type === "RestElement") visitPattern(pattern.argument, scope, writes);
    else visit(pattern, scope);
  }

  function visitFunction(node, outer) {
    const scope = enter(outer);
    scope.parameters = node.params.length;
    node.params.forEach((pattern) => declarePattern(pattern, "parameter", scope));
    node.params.forEach((pattern) => visitPattern(pattern, scope, false));
    if (node.body.type === "BlockStatement") {
      const body = enter(scope);
      hoist(node.body.body, body);
      node.body.body.forEach((statement) => visit(statement, body));
    } else visit(node.body, scope);
  }

  function visitLoop(node, outer) {
    const scope = enter(outer), head = node.left || node.init;
    if (head && head.type === "VariableDeclaration") hoist([head], scope);
    if (node.left) {
      if (head.type === "VariableDeclaration") visitPattern(head.declarations[0].id, scope, false);
      else visitPattern(head, scope, true);
    } else visit(head, scope);
    for (const part of ["right", "test"]) visit(node[part], scope);
    visitStatement(node.update, scope);
    visit(node.body, scope);
  }

  // An expression whose value nobody takes: `count += 1` reads nothing.
  function visitStatement(expression, scope) {
    if (expression && expression.type === "UpdateExpression") visitPattern(expression.argument, scope, true);
    else if (expression && expression.type === "AssignmentExpression") {
      visitPattern(expression.left, scope, true);
      visit(expression.right, scope);
    } else visit(expression, scope);
  }

  const VISITS = {
    Identifier: (node, scope) => touch(node, scope, "reads"),
    MemberExpression: (node, scope) => { visit(node.object, scope); if (node.computed) visit(node.property, scope); },
    Property: (node, scope) => { if (node.computed) visit(node.key, scope); visit(node.value, scope); },
    MethodDefinition: (node, scope) => { if (node.computed) visit(node.key, scope); visit(node.value, scope); },
    PropertyDefinition: (node, scope) => { if (node.computed) visit(node.key, scope); visit(node.value, scope); },
    VariableDeclarator: (node, scope) => { visitPattern(node.id, scope, false); visit(node.init, scope); },
    AssignmentExpression: (node, scope) => {
      visitPattern(node.left, scope, true);
      if (node.left.type === "Identifier") touch(node.left, scope, "reads");
      visit(node.right, scope);
    },
    UpdateExpression: (node, scope) => { visitPattern(node.argument, scope, true); visit(node.argument, scope); },
    ExpressionStatement: (node, scope) => visitStatement(node.expression, scope),
    FunctionDeclaration: visitFunction,
    FunctionExpression: visitFunction,
    ArrowFunctionExpression: visitFunction,
    ClassDeclaration: (node, scope) => { visit(node.superClass, scope); visit(node.body, scope); },
    BlockStatement: (node, outer) => {
      const scope = enter(outer);
      hoist(node.body, scope);
      node.body.forEach((statement) => visit(statement, scope));
    },
    SwitchStatement: (node, outer) => {
      const scope = enter(outer);
      visit(node.discriminant, outer);
      hoist(node.cases.flatMap((item) => item.consequent), scope);
      node.cases.forEach((item) => visit(item, scope));
    },
    CatchClause: (node, outer) => {
      const scope = enter(outer);
      declarePattern(node.param, "caught", scope);
      visit(node.body, scope);
    },
    ForStatement: visitLoop, ForOfStatement: visitLoop, ForInStatement: visitLoop,
    BreakStatement: () => {}, ContinueStatement: () => {}, MetaProperty: () => {},
    LabeledStatement: (node, scope) => visit(node.body, scope),
  };

  function visit(node, scope) {
    if (!node) return;
    if (node.type === "BinaryExpression" && /^[=!]=$/.test(node.operator)) fault(node, `${node.operator}: write ${node.operator}=`);
    if (VISITS[node.type]) return void VISITS[node.type](node, scope);
    for (const child of Object.values(node).flat()) if (child && typeof child.type === "string") visit(child, scope);
  }

  const top = enter(null);
  hoist(tree.body, top);
  tree.body.forEach((statement) => visit(statement, top));
  for (const [node, scope, how] of pending) {
    const entry = scope.find(node.name);
    if (entry) entry[how] += 1;
    else if (!GLOBALS.has(node.name)) fault(node, `${node.name} is declared nowhere`);
  }
  for (const scope of scopes) {
    const entries = [...scope.names.entries()];
    const lastRead = entries.findLastIndex(([, entry]) => entry.kind === "parameter" && entry.reads);
    entries.forEach(([name, entry], index) => {
      const passed = entry.kind === "parameter" && index < lastRead;
      if (!entry.reads && !passed && !name.startsWith("_")) fault(entry.node, `${name} is read nowhere`);
      else if (entry.kind === "let" && !entry.writes) fault(entry.node, `${name} never changes: write const`);
    });
  }
  return faults.sort(([first], [second]) => first.line - second.line || first.column - second.column);
}

const acorn = createRequire(import.meta.url)("internal/deps/acorn/acorn/dist/acorn");

// Prints the faults of files that are one scope, and gives their number.
function check(files) {
  const texts = files.map((file) => readFileSync(file, "utf8"));
  let faults;
  try {
    faults = faultsOf(acorn.parse(texts.join("\n"), { ecmaVersion: "latest", sourceType: "module", locations: true }));
  } catch (error) {
    if (!error.loc) throw error;
    faults = [[error.loc, error.message]];
  }
  for (const [{ line }, sentence] of faults) {
    let rest = line, index = 0;
    while (rest > texts[index].split("\n").length) rest -= texts[index++].split("\n").length;
    console.log(`${basename(files[index])}:${rest}: ${sentence}`);
  }
  return faults.length;
}

const scopes = process.argv.length > 2 ? [process.argv.slice(2)] : ROOMS.map(filesOf);
process.exitCode = scopes.map(check).some(Boolean) ? 1 : 0;

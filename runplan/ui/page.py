"""The style sheet, and a few lines of script for what ipywidgets leaves out: names, states, and clicks on cards."""

from __future__ import annotations

from importlib import resources
from typing import Any

import ipywidgets as widgets

from runplan.ui.views.parts import escape

__all__ = ["style_sheet"]

# ipywidgets gives its slider handles no accessible name, says a pace by its place in a list, and does not tell a
# pressed button from another; it has no trait to set any of these. This copies what is seen to where it is read out,
# whenever something is drawn.
_SAY_WHAT_IS_SEEN = """
const root = this.closest('.runplan');
const set = (one, name, value) => { if (one.getAttribute(name) !== value) one.setAttribute(name, value); };
const say = () => {
  root.querySelectorAll('.widget-slider').forEach(one => {
    const label = one.querySelector('.widget-label'), value = one.querySelector('.widget-readout');
    if (!label) return;
    if (value) set(value, 'aria-label', label.textContent + ', value');
    one.querySelectorAll('.noUi-handle').forEach(handle => {
      set(handle, 'aria-label', label.textContent);
      if (value && value.textContent) set(handle, 'aria-valuetext', value.textContent);
    });
  });
  root.querySelectorAll('.widget-toggle-button, .widget-toggle-buttons button').forEach(one =>
    set(one, one.classList.contains('rp-fold') ? 'aria-expanded' : 'aria-pressed',
      String(one.classList.contains('mod-active'))));
};
let due = 0;
const soon = () => { if (!due) { due = 1; requestAnimationFrame(() => { due = 0; say(); }); } };
"""
# A card of the calendar writes its session's id into a hidden field, which opens the session; the arrows go from card
# to card. Only one card at a time is a stop of the Tab key.
_OPEN_CARDS = """
const card = event => event.target.closest ? event.target.closest('.rp-card[data-session]') : null;
const open = one => {
  const field = root.querySelector('.rp-opened input');
  if (!field) return;
  field.value = one.dataset.session;
  for (const kind of ['input', 'change']) field.dispatchEvent(new Event(kind, {bubbles: true}));
};
const go = (one, step) => {
  const all = [...root.querySelectorAll('.rp-card[data-session]')], next = all[all.indexOf(one) + step];
  if (next) { one.tabIndex = -1; next.tabIndex = 0; next.focus(); }
};
const steps = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1};
"""
_START = """
if (root) {
  soon();
  new MutationObserver(soon).observe(root,
    {childList: true, subtree: true, attributes: true, attributeFilter: ['class', 'aria-valuetext']});
  root.addEventListener('click', event => { const one = card(event); if (one) open(one); });
  root.addEventListener('keydown', event => {
    const one = card(event);
    if (!one || !(event.key in steps || event.key === 'Enter' || event.key === ' ')) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key in steps) go(one, steps[event.key]); else open(one);
  });
}
"""


def style_sheet() -> Any:
    """The widget that carries style sheet and script, for the root of an app with the class ``runplan``."""
    css = resources.files("runplan.ui").joinpath("planner.css").read_text(encoding="utf-8")
    script = " ".join(line.strip() for line in (_SAY_WHAT_IS_SEEN + _OPEN_CARDS + _START).splitlines())
    sheet = widgets.HTML(f'<style onload="{escape(script)}">{css}</style>')
    sheet.add_class("rp-style")
    return sheet

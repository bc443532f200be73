"""Browse the evidence: filters above, the rules that pass, and below them, always, what is not claimed."""

from __future__ import annotations

import ipywidgets as widgets
import pandas as pd

from runplan.catalog import Catalog, load_catalog
from runplan.insight.evidence import GRADES, KINDS, evidence_table, not_claimed
from runplan.schema import BASES
from runplan.ui.browsers.base import Browser, any_of, by_words
from runplan.ui.browsers.evidence_html import not_claimed_html, rules_html
from runplan.ui.state.messages import guarded
from runplan.ui.styles import style_sheet

__all__ = ["EvidenceBrowser"]

_SEARCHED = ("rule_id", "decides", "name", "in_the_plan", "number", "basis", "citation", "doi", "note")


class EvidenceBrowser(Browser):
    """The rules of the planner with their evidence, filtered.

    Parameters
    ----------
    catalog : Catalog, optional
        The built-in one by default.
    """

    called = "the rules and their evidence"

    def __init__(self, catalog: Catalog | None = None) -> None:
        catalog = catalog if catalog is not None else load_catalog()
        self.table = evidence_table(catalog)
        self._texts = self.table[list(_SEARCHED)].agg(" ".join, axis=1).str.casefold()
        found = set(self.table["basis"])
        self.kind = any_of("Kind", ((name.capitalize(), kind) for kind, name in KINDS.items()))
        self.grade = any_of("Grade of the source", ((f"{one}: {means}", one) for one, means in GRADES.items()))
        self.basis = any_of("Rests on", ((one.capitalize(), one) for one in BASES if one in found))
        self.search = by_words("Search", "taper, Norris, 24 h")
        self.said, self.rules = widgets.HTML(), widgets.HTML()
        self.unclaimed = widgets.HTML(not_claimed_html(not_claimed(catalog)))
        for name in ("kind", "grade", "basis", "search", "said", "rules", "unclaimed"):
            getattr(self, name).add_class(f"rp-evidence-{name}")
        row = widgets.HBox(
            [self.kind, self.grade, self.basis, self.search], layout=widgets.Layout(flex_flow="row wrap")
        )
        row.add_class("rp-row")
        super().__init__(
            [style_sheet(), row, self.said, self.rules, self.unclaimed], layout=widgets.Layout(width="100%")
        )
        for one in ("runplan", "rp-browser", "rp-evidence"):
            self.add_class(one)
        for choice in (self.kind, self.grade, self.basis, self.search):
            choice.observe(guarded(self, "filtering", lambda change: self._filter()), names="value")
        self._filter()

    def shown(self) -> pd.DataFrame:
        """The rules that pass all filters: rows of `insight.evidence.evidence_table`.

        Each word of the search has to stand somewhere in the rule, its number or its source.
        """
        keep = pd.Series(True, index=self.table.index)
        for column, choice in (("kind", self.kind), ("grade", self.grade), ("basis", self.basis)):
            if choice.value:
                keep &= self.table[column] == choice.value
        words = self.search.value.casefold().split()
        keep &= self._texts.map(lambda text: all(word in text for word in words))
        return self.table[keep]

    def _filter(self) -> None:
        shown = self.shown()
        # The count last: who reads it finds the rules that it counts.
        self.rules.value = rules_html(shown) if len(shown) else "<p>No rule matches all filters.</p>"
        self.said.value = f'<p class="rp-quiet" role="status">{len(shown)} of {len(self.table)} rules</p>'

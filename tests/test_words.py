from __future__ import annotations

import doctest

import pytest

from runplan import words
from runplan.insight.findings import hard_rules, session_rules


@pytest.mark.parametrize("module", [words, hard_rules, session_rules], ids=lambda module: module.__name__)
def test_the_examples_in_the_docstrings_hold(module):
    assert doctest.testmod(module).failed == 0

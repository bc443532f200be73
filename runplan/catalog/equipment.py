"""What an exercise needs: `;` joins what is needed together, `|` what may stand for each other.

`barbell;bench|box` means a barbell and (a bench or a box). Floor and wall are always there, so an empty expression
needs nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from runplan.errors import CatalogError
from runplan.schema import EQUIPMENT


@lru_cache(maxsize=1024)
def parse(expression: str) -> tuple[tuple[str, ...], ...]:
    """The needs of an expression: each a tuple of words of which one is enough.

    Raises
    ------
    CatalogError
        If a word is not one of `schema.EQUIPMENT`.

    >>> parse("barbell;bench|box"), parse("")
    ((('barbell',), ('bench', 'box')), ())
    """
    if not expression.strip():
        return ()
    needs = tuple(tuple(word.strip() for word in need.split("|")) for need in expression.split(";"))
    for need in needs:
        for word in need:
            if word not in EQUIPMENT:
                raise CatalogError(
                    f"equipment {expression!r}: {word!r} is not an equipment word; use {', '.join(EQUIPMENT)}, "
                    "with ';' between items needed together and '|' between alternatives."
                )
    return needs


def words_in(expressions: Iterable[str]) -> tuple[str, ...]:
    """The words that some of the expressions hold, in the order of `schema.EQUIPMENT`.

    >>> words_in(["barbell;bench|box", "", "box"])
    ('barbell', 'box', 'bench')
    """
    held = {word for expression in set(expressions) for need in parse(expression) for word in need}
    return tuple(word for word in EQUIPMENT if word in held)


def available(expression: str, owned: Iterable[str]) -> bool:
    """Whether a person who owns these words has all that the expression needs.

    >>> available("barbell;bench|box", {"barbell", "box"}), available("swiss_ball", ()), available("", ())
    (True, False, True)
    """
    return not missing(expression, owned)


def missing(expression: str, owned: Iterable[str]) -> tuple[str, ...]:
    """The needs that are not met, each written as in the expression.

    >>> missing("barbell;bench|box", {"barbell"})
    ('bench|box',)
    """
    needs = parse(expression)
    if not needs:
        return ()
    have = frozenset(owned)
    return tuple("|".join(need) for need in needs if have.isdisjoint(need))

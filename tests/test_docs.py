"""Pages for those who work on RunPlan name only what exists."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

from tools import architecture

ROOT = Path(__file__).resolve().parents[1]
PAGES = ("docs/architecture.md", "CONTRIBUTING.md", "tests/builders/README.md")
PATH = re.compile(r"`((?:runplan|data|tests|tools|bench|docs|notebooks)/[\w./*-]*)(?::(\w+))?`")


def text_of(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_every_path_and_name_on_a_page_exists(page: str) -> None:
    missing = []
    for path, name in PATH.findall(text_of(page)):
        if not list(ROOT.glob(path.rstrip("/"))):
            missing.append(path)
        elif name:
            module = importlib.import_module(path.removesuffix(".py").replace("/", "."))
            if not hasattr(module, name):
                missing.append(f"{path}:{name}")
    assert missing == []


def test_the_page_says_where_to_go_for_many_a_change() -> None:
    table = text_of("docs/architecture.md").split("## For X open Y")[1].split("##")[0]
    assert table.count("\n| ") - 1 >= 25


def test_the_picture_has_every_room_of_the_package_and_the_arrows_of_its_imports() -> None:
    assert (ROOT / "docs" / "architecture.svg").read_text(encoding="utf-8") == architecture.picture(), (
        "The imports between rooms are others now: python tools/architecture.py draws them anew."
    )
    assert {room for layer in architecture.layers() for room in layer} == set(architecture.SAYS)

"""When a kernel of the app ends: with its page, however that page went, and never because a page is slow or asleep."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest

from runplan.launch import page_kernels
from runplan.launch.page_kernels import LOOKS_ALONE, Page, PageKernels, begin_page


class Kernels(PageKernels):
    """A manager without processes: kernels are names, and shutting one down can be made to fail."""

    log: Any = SimpleNamespace(info=lambda *words: None)

    def __init__(self) -> None:
        self._pages, self._kernel_connections, self.ended = {}, {}, []
        self.fails = 0

    def __contains__(self, kernel: object) -> bool:
        return kernel in self._kernel_connections

    def put(self, kernel: str, page: Page, connections: int = 0) -> Page:
        self._pages[kernel], self._kernel_connections[kernel] = page, connections
        return page

    async def shutdown_kernel(self, kernel: str, now: bool = False) -> None:
        self.ended.append((kernel, now))
        if self.fails:
            self.fails -= 1
            raise RuntimeError("not yet")
        del self._kernel_connections[kernel]


@pytest.fixture
def kernels() -> Kernels:
    return Kernels()


def looks(kernels: Kernels, number: int) -> list[tuple[str, bool]]:
    for _ in range(number):
        asyncio.run(kernels.look())
    return kernels.ended


def test_a_kernel_without_a_page_ends_after_eight_looks_and_not_before(kernels: Kernels) -> None:
    kernels.put("k", Page(rendering=False))
    assert looks(kernels, LOOKS_ALONE - 1) == []
    assert looks(kernels, 1) == [("k", False)]
    assert looks(kernels, 3) == [("k", False)]


def test_a_kernel_that_runs_the_notebook_for_an_hour_is_waited_for(kernels: Kernels) -> None:
    page = kernels.put("k", Page())
    assert looks(kernels, 720) == []
    page.rendering = False
    assert looks(kernels, LOOKS_ALONE - 1) == []
    assert looks(kernels, 1) == [("k", False)]


def test_a_connected_page_keeps_its_kernel_for_good_also_in_the_background(kernels: Kernels) -> None:
    kernels.put("k", Page(rendering=False), connections=1)
    assert looks(kernels, 1000) == []


def test_a_page_that_connects_again_has_all_of_its_time_again(kernels: Kernels) -> None:
    kernels.put("k", Page(rendering=False))
    looks(kernels, LOOKS_ALONE - 1)
    kernels._kernel_connections["k"] = 1
    looks(kernels, 1)
    kernels._kernel_connections["k"] = 0
    assert looks(kernels, LOOKS_ALONE - 1) == []


def test_a_page_that_was_left_ends_its_kernel_as_soon_as_the_notebook_has_run(kernels: Kernels) -> None:
    page = kernels.put("k", Page(left=True))
    assert looks(kernels, 3) == []
    page.rendering = False
    assert looks(kernels, 1) == [("k", False)]


def test_a_page_that_was_left_waits_no_longer_for_its_notebook_than_for_any_page(kernels: Kernels) -> None:
    kernels.put("k", Page(left=True))
    assert looks(kernels, LOOKS_ALONE) == [("k", False)]


def test_a_kernel_that_did_not_end_is_ended_by_force_at_the_next_look(kernels: Kernels) -> None:
    kernels.put("k", Page(rendering=False))
    kernels.fails = 2
    looks(kernels, LOOKS_ALONE + 5)
    assert kernels.ended == [("k", False), ("k", True), ("k", True)]


def test_a_kernel_that_hangs_holds_up_no_other(kernels: Kernels, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_kernels, "ENDS_WITHIN_S", 0.01)
    kernels.put("stuck", Page(rendering=False, alone=LOOKS_ALONE))
    end = kernels.shutdown_kernel

    async def hang(kernel: str, now: bool = False) -> None:
        if kernel == "stuck" and not now:
            await asyncio.Event().wait()
        await end(kernel, now)

    monkeypatch.setattr(kernels, "shutdown_kernel", hang, raising=False)
    looks(kernels, 1)
    kernels.put("other", Page(rendering=False, alone=LOOKS_ALONE))
    assert looks(kernels, 1) == [("stuck", True), ("other", False)]


def test_a_page_knows_when_it_was_sent_and_when_the_browser_hung_up() -> None:
    called: list[str] = []
    closing: list[Any] = []
    handler = SimpleNamespace(
        on_finish=lambda: called.append("finish"),
        on_connection_close=lambda: called.append("close"),
        request=SimpleNamespace(connection=SimpleNamespace(set_close_callback=closing.append)),
    )
    page = begin_page(handler)
    assert page == Page(rendering=True, left=False)
    closing[0]()
    assert page == Page(rendering=True, left=True)
    handler.on_finish()
    assert page == Page(rendering=False, left=True)
    assert called == ["close", "finish"]

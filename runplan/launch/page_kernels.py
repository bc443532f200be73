"""The app's kernels, each of which ends with its page, also where the page had no time to say that it was closed."""

from __future__ import annotations

import asyncio
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado.ioloop import PeriodicCallback

from runplan.launch.lifeline import ENDS_WITHIN_S

LOOK_EVERY_S = 5.0
# Longer than a page takes to connect again, or to load on a slow machine. Looks are counted, not seconds: a laptop that
# slept for a night has missed them all, and its pages have as long as any other to come back.
LOOKS_ALONE = 8


@dataclass
class Page:
    """What is known of one page."""

    rendering: bool = True  # its notebook is being run for it; it connects only afterwards
    left: bool = False  # the browser hung up before all of the page was sent: nobody will ever connect
    alone: int = 0  # how often in succession it was found without a connection
    ending: bool = False  # its kernel was told to end


_page: ContextVar[Page | None] = ContextVar("page", default=None)


def begin_page(handler: Any) -> Page:
    """Follow a page from the moment that it is asked for; the kernel that is started next is its own."""
    page = Page()
    finished = handler.on_finish

    def on_finish() -> None:
        page.rendering = False
        finished()

    def on_close() -> None:  # called only before the page is finished
        page.left = True
        handler.on_connection_close()

    handler.on_finish = on_finish
    handler.request.connection.set_close_callback(on_close)
    _page.set(page)
    return page


class PageKernels(AsyncMappingKernelManager):
    """Starts the kernels of the pages, and looks every few seconds for those that have lost theirs."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)  # type: ignore[no-untyped-call]
        self._pages: dict[str, Page] = {}

    async def start_kernel(self, **options: Any) -> str:  # type: ignore[override]
        """Start a kernel, for the page that asks for it."""
        kernel: str = await super().start_kernel(**options)
        self._pages[kernel] = _page.get() or Page(rendering=False)
        return kernel

    def initialize_culler(self) -> None:
        """Begin to look, with the first kernel."""
        self._initialized_culler = True
        self._culler_callback = PeriodicCallback(self.look, LOOK_EVERY_S * 1000)
        self._culler_callback.start()

    async def look(self) -> None:
        """End the kernels that have been without a page for too long."""
        await asyncio.gather(*(self._end(kernel) for kernel in self.left_alone()))

    def left_alone(self) -> list[str]:
        """Look at each kernel's page once, and return the kernels that nobody will come back to.

        A kernel that still runs the notebook is left to it, even if the page is gone: ended in the middle, it would
        fill the terminal with errors. Only where that takes as long as any page may be away, it is ended all the same.
        """
        self._pages = {kernel: page for kernel, page in self._pages.items() if kernel in self}
        for kernel, page in self._pages.items():
            waited_for = self._kernel_connections.get(kernel) or (page.rendering and not page.left)
            page.alone = 0 if waited_for else page.alone + 1
        return [
            kernel
            for kernel, page in self._pages.items()
            if page.alone >= LOOKS_ALONE or (page.alone and page.left and not page.rendering)
        ]

    async def _end(self, kernel: str) -> None:
        """End a kernel; one that did not end is still there at the next look, and is then ended by force."""
        page = self._pages[kernel]
        by_force, page.ending = page.ending, True
        try:
            await asyncio.wait_for(self.shutdown_kernel(kernel, now=by_force), ENDS_WITHIN_S)  # type: ignore[no-untyped-call]
        except Exception as error:  # its page may have ended it in the same moment
            self.log.info("Kernel %s could not be stopped: %r", kernel, error)

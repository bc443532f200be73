"""Voila as RunPlan runs it: it opens the browser with its token, and ends the kernel of a page that is closed."""

from __future__ import annotations

import html
import os
import signal
import threading
import webbrowser
from pathlib import Path
from typing import Any

from jupyter_core.paths import jupyter_config_dir, jupyter_runtime_dir
from tornado.ioloop import IOLoop
from traitlets import default
from voila.app import Voila  # type: ignore[import-untyped,unused-ignore]

__all__ = ["NOTEBOOK_ONLY", "AppServer", "prepare_page"]

NOTEBOOK_ONLY = "notebook-only"  # the tag of a cell that has no place in the app


def prepare_page(handler: Any, notebook: Any, cwd: str) -> Any:
    """Make ready what one page shows, before its kernel is started.

    Parameters
    ----------
    handler : tornado.web.RequestHandler
        Answers the browser.
    notebook : nbformat.NotebookNode
        The notebook as it was read; the file stays as it is.
    cwd : str
        Its folder.

    Returns
    -------
    nbformat.NotebookNode
    """
    # Asking for it sets the cookie with which the page, when it is closed, may end its kernel. Voila forgets to.
    handler.xsrf_token  # noqa: B018
    notebook.metadata["title"] = "RunPlan"
    notebook.cells = [cell for cell in notebook.cells if NOTEBOOK_ONLY not in cell.metadata.get("tags", [])]
    return notebook


class AppServer(Voila):  # type: ignore[misc,unused-ignore]
    """Voila with three things put right: its token reaches the browser, kernels end, nothing lies about in /tmp."""

    name = "voila"

    @default("config_file_paths")
    def _no_settings_but_its_own(self) -> list[str]:
        return [jupyter_config_dir()]

    @default("connection_dir_root")
    def _beside_its_settings(self) -> str:
        folder = jupyter_runtime_dir()
        os.makedirs(folder, mode=0o700, exist_ok=True)  # noqa: PTH103
        return folder

    @default("tornado_settings")
    def _as_long_as_is_allowed(self) -> dict[str, int]:
        return {"ws_ping_timeout": 30_000}  # tornado would set it, with a warning for each page

    def initialize(self, argv: list[str] | None = None) -> None:
        """Read the options, and get ready to be told to end."""
        super().initialize(argv)
        self.voila_configuration.prelaunch_hook = prepare_page
        if hasattr(signal, "SIGHUP"):  # Windows has none
            signal.signal(signal.SIGHUP, self._handle_signal_stop)

    def start(self) -> None:
        """Serve until told to end."""
        IOLoop.current().add_callback(self._say_where)
        super().start()

    def _say_where(self) -> None:
        print(f"RunPlan is open at {self.display_url}\nCtrl+C ends it.", flush=True)

    def launch_browser(self) -> None:
        """Open the app with its token, which stands in a file: other users can read a command line."""
        try:
            browser = webbrowser.get(self.browser or None)
        except webbrowser.Error:
            return  # the address is printed
        address = html.escape(self.display_url)
        page = Path(self.connection_dir) / "open.html"
        page.write_text(
            f'<!DOCTYPE html><meta charset="utf-8"><meta http-equiv="refresh" content="0;url={address}">'
            f'<title>RunPlan</title><a href="{address}">Open RunPlan</a>\n',
            encoding="utf-8",
        )
        page.chmod(0o600)
        threading.Thread(target=browser.open, args=(page.as_uri(), self.webbrowser_open_new), daemon=True).start()


if __name__ == "__main__":
    AppServer.launch_instance()

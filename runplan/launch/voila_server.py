"""Voila as RunPlan runs it: it opens the browser with its token, and ends the kernel of a page that is closed."""

from __future__ import annotations

import html
import os
import shutil
import threading
import webbrowser
from pathlib import Path
from typing import Any

from jupyter_core.paths import jupyter_config_dir, jupyter_runtime_dir, secure_write
from jupyter_core.utils import run_sync
from tornado.ioloop import IOLoop
from traitlets import default
from voila.app import Voila  # type: ignore[import-untyped,unused-ignore]

from runplan.launch.lifeline import end_with_program, handle_signals
from runplan.launch.page_kernels import begin_page

NOTEBOOK_VARIABLE = "JPY_SESSION_NAME"  # by it Jupyter's server tells a kernel its notebook

NOTEBOOK_ONLY = "notebook-only"  # the tag of a cell that has no place in the app


def prepare_page(handler: Any, notebook: Any, cwd: str) -> Any:
    """Make ready what one page shows, before its kernel is started."""
    # Asking for it sets the cookie with which the page, when it is closed, may end its kernel. Voila forgets to.
    handler.xsrf_token  # noqa: B018
    begin_page(handler)
    notebook.metadata["title"] = "RunPlan"
    notebook.cells = [cell for cell in notebook.cells if NOTEBOOK_ONLY not in cell.metadata.get("tags", [])]
    return notebook


class AppServer(Voila):  # type: ignore[misc,unused-ignore]
    """Voila with three things put right: its token reaches the browser, kernels end, nothing lies about in /tmp."""

    name = "voila"
    ioloop: IOLoop | None = None
    _ending = False

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
        if self.notebook_path:  # as Jupyter's server does, so that JupyterLab and the app open the same plan
            os.environ[NOTEBOOK_VARIABLE] = str(Path(self.notebook_path).absolute())
        handle_signals(("SIGINT", "SIGHUP"), self._handle_signal_stop)

    def _handle_signal_stop(self, sig: int, frame: object) -> None:
        """End in good order, once: a terminal sends its signal to this server and to the program that started it."""
        if self._ending:
            return
        self._ending = True
        if self.ioloop is None:
            raise SystemExit(0)  # nothing is served yet
        self.ioloop.add_callback_from_signal(self.ioloop.stop)

    def stop(self) -> None:
        """End the kernels, and then remove the files by which they are reached."""
        self._ending = True
        try:
            run_sync(self.kernel_manager.shutdown_all)()
        finally:
            shutil.rmtree(self.connection_dir, ignore_errors=True)

    def start(self) -> None:
        """Serve until told to end."""
        IOLoop.current().add_callback(self._say_where)
        super().start()

    def _say_where(self) -> None:
        print(f"RunPlan is open at {self.display_url}\nPress Ctrl+C to end it.", flush=True)

    def launch_browser(self) -> None:
        """Open the app with its token, which stands in a file: other users can read a command line."""
        try:
            browser = webbrowser.get(self.browser or None)
        except webbrowser.Error:
            return  # the address is printed
        address = html.escape(self.display_url)
        page = Path(self.connection_dir) / "open.html"
        with secure_write(str(page)) as file:
            file.write(
                f'<!DOCTYPE html><meta charset="utf-8"><meta http-equiv="refresh" content="0;url={address}">'
                f'<title>RunPlan</title><a href="{address}">Open RunPlan</a>\n'
            )
        threading.Thread(target=browser.open, args=(page.as_uri(), self.webbrowser_open_new), daemon=True).start()


if __name__ == "__main__":
    end_with_program()
    AppServer.launch_instance()

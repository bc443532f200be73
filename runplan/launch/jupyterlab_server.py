"""JupyterLab as RunPlan runs it: it ends with its program, and keeps its token to itself."""

from __future__ import annotations

import os
import signal
from typing import Any

from jupyter_server.serverapp import ServerApp
from jupyterlab.labapp import LabApp  # type: ignore[import-untyped,unused-ignore]

from runplan.launch.lifeline import end_with_program, handle_signals


class LabServer(ServerApp):
    """Jupyter's server with two things put right: every signal cleans up, and no other user reads the token."""

    def init_signal(self) -> None:
        """End in good order by whatever signal; in a terminal Ctrl+C still asks first."""
        super().init_signal()
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            signal.signal(signal.SIGINT, self._signal_stop)
        handle_signals(("SIGHUP",), self._signal_stop)

    def stop(self, from_signal: bool = False) -> None:
        """Clean up and end, once: a second signal would end the kernels a second time."""
        if not self._stopping:
            super().stop(from_signal)

    def write_browser_open_files(self) -> None:
        """Write the pages that open the browser: they hold the token, and Jupyter writes them for everybody."""
        before = os.umask(0o077)
        try:
            super().write_browser_open_files()
        finally:
            os.umask(before)


def main() -> Any:
    """Run JupyterLab until it is told to end."""
    end_with_program()
    LabApp.serverapp_class = LabServer
    return LabApp.launch_instance()


if __name__ == "__main__":
    raise SystemExit(main())

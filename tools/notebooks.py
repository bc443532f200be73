"""Run the notebooks from top to bottom and store their outputs: ``python tools/notebooks.py [NOTEBOOK ...]``.

Text and tables are stored, for `make test` compares them. The outputs of cells tagged ``nbval-ignore-output``
(widgets and pictures) are not, and nothing that names this machine is. A cell tagged ``static-picture`` has in place of
its widget the picture of docs/pictures that its metadata name, for pages on which no kernel runs.
"""

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
from base64 import b64encode
from collections.abc import Sequence
from pathlib import Path

import nbformat
from nbclient import NotebookClient

__all__ = ["store_outputs"]

FOLDER = Path(__file__).resolve().parents[1] / "notebooks"
PICTURES = FOLDER.parent / "docs" / "pictures"
UNSTORED = "nbval-ignore-output"
STATIC = "static-picture"


def store_outputs(path: Path) -> None:
    """Run a notebook in a folder of its own, and write it back with the outputs that are compared."""
    notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / path.name
        shutil.copyfile(path, copy)
        client = NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": folder}})
        asyncio.run(client.async_execute())
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code" and UNSTORED in cell.metadata.get("tags", []):
            cell.outputs = [_static(cell)] if STATIC in cell.metadata.tags else []
    notebook.metadata = nbformat.from_dict(  # type: ignore[no-untyped-call]
        {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        }
    )
    nbformat.write(notebook, path)  # type: ignore[no-untyped-call]


def _static(cell: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """The picture that stands for a cell's widget, with what the widget says where it cannot be shown."""
    picture = (PICTURES / cell.metadata["static_picture"]).read_bytes()
    text = next(output.data["text/plain"] for output in cell.outputs if "data" in output)
    data = {"image/png": b64encode(picture).decode("ascii"), "text/plain": text}
    output: nbformat.NotebookNode = nbformat.v4.new_output(  # type: ignore[no-untyped-call]
        "execute_result", data=data, execution_count=cell.execution_count
    )
    return output


def main(arguments: Sequence[str]) -> int:
    """Store the outputs of the notebooks named, or of all."""
    for path in [Path(one) for one in arguments] or sorted(FOLDER.glob("*.ipynb")):
        store_outputs(path)
        print(path.name)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

"""A new kind of equipment is added in the data alone."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROWS = {
    "equipment": {"equipment": "pommel_horse", "kind": "gym", "advice": "Circle on the floor.", "name": "Pommel horse"},
    "exercises": {
        **{
            "exercise_id": "pommel_circle",
            "name": "Horse circle",
            "section": "strength",
            "pattern": "upper_push",
        },
        **{"planes": "sagittal", "benefits": "strength", "equipment": "pommel_horse", "level": "beginner"},
        **{"each_side": "no", "mode": "reps", "seconds_per_rep": "3", "setup_s": "30", "dose": "upper_compound"},
        **{"load_class": "moderate", "full_set": "yes", "how_to": "Swing your legs round.", "staple": "yes"},
    },
    "involvement": {
        **{"exercise_id": "pommel_circle", "muscle": "chest_and_serratus", "role": "prime_mover"},
        **{"basis": "our assumption", "source_id": "our_assumption"},
    },
}
PROGRAM = """
import comm
from comm.base_comm import BaseComm
import runplan as rp

class Silent(BaseComm):
    def publish_msg(self, *args, **kwargs):
        pass

comm.create_comm = Silent
block = rp.Block(start="2027-01-04", weeks=6, equipment=("pommel_horse",), prefer=("pommel_circle",))
print("pommel_circle" in set(rp.build_plan(block).exercises["exercise_id"]))
waiting = [rp.Planner(block, state=None)]
while waiting:
    widget = waiting.pop()
    if "rp-field-equipment" in getattr(widget, "_dom_classes", ()):
        print([button.description for button in widget.buttons.values() if button.value])
    waiting += getattr(widget, "children", ())
"""


def test_equipment_that_stands_in_the_data_alone_is_loaded_planned_with_and_offered(tmp_path: Path) -> None:
    for name in ("runplan", "data"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name, row in ROWS.items():
        with (tmp_path / "data" / f"{name}.csv").open("r+", encoding="utf-8", newline="") as file:
            header = next(csv.reader(file))
            file.seek(0, os.SEEK_END)
            csv.DictWriter(file, header).writerow(row)
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        check=False,
    )
    assert (done.stdout, done.stderr) == ("True\n['Pommel horse']\n", "")

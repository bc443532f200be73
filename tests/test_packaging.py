"""What is shipped and what is asked for: the wheel, the pins, the conda file, and what must not be in any file."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.builders.blocks import EXERCISE_IDS
from tools import check_tree

ROOT = Path(__file__).resolve().parents[1]
PYPROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT: dict[str, Any] = PYPROJECT["project"]
# What the extras ask for; the extra that asks for all others has no package of its own.
EXTRAS = PROJECT["optional-dependencies"]
GROUPS = PYPROJECT["dependency-groups"]
OPTIONAL = [entry for name in EXTRAS if name != "all" for entry in EXTRAS[name]]
PINS_TEXT = (ROOT / "requirements.txt").read_text(encoding="utf-8")
# conda-forge splits matplotlib: this part has everything but a desktop window.
CONDA_NAMES = {"matplotlib-base": "matplotlib"}


def pins() -> dict[str, Version]:
    found = {}
    for line in pin_lines():
        requirement = Requirement(line.split(" --hash=")[0])
        (specifier,) = requirement.specifier
        assert specifier.operator == "==", line
        found[canonicalize_name(requirement.name)] = Version(specifier.version)
    return found


def pin_lines() -> list[str]:
    """One line a pin, its hashes behind it."""
    found: list[str] = []
    for line in PINS_TEXT.splitlines():
        text = " ".join(line.split("#")[0].removesuffix("\\").split())
        if text:
            found = [*found[:-1], f"{found[-1]} {text}"] if line.startswith(" ") else [*found, text]
    return found


def conda_dependencies() -> dict[str, str]:
    entries = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    from_pip = [one for entry in entries if isinstance(entry, dict) for one in entry["pip"]]
    requirements = [Requirement(entry) for entry in [*entries, *from_pip] if isinstance(entry, str)]
    return {CONDA_NAMES.get(entry.name, entry.name): str(entry.specifier) for entry in requirements}


# --- pins and bounds ------------------------------------------------------------------------------------------------


def test_the_dependencies_are_those_that_were_chosen() -> None:
    assert sorted(Requirement(entry).name for entry in PROJECT["dependencies"]) == ["highspy", "numpy", "pandas"]
    extras = ["anywidget", "ipykernel", "ipywidgets", "jupyterlab", "matplotlib", "voila"]
    files = ["fit-tool", "fitdecode", "icalendar", "python-calamine", "reportlab", "xlsxwriter"]
    assert sorted({Requirement(entry).name for entry in OPTIONAL}) == sorted(extras + files)


@pytest.mark.parametrize("entry", [*PROJECT["dependencies"], *OPTIONAL, *GROUPS["dev"], *GROUPS["docs"]])
def test_every_dependency_has_a_lower_bound_and_a_pin_that_meets_it(entry: str) -> None:
    requirement = Requirement(entry)
    assert [specifier.operator for specifier in requirement.specifier] == [">="]
    assert pins()[canonicalize_name(requirement.name)] in requirement.specifier


def test_the_pins_hold_no_address_no_path_and_no_option() -> None:
    lines = [line.split(" --hash=")[0] for line in pin_lines()]
    assert [line for line in lines if not re.fullmatch(r"[a-z0-9-]+==[\w.+]+( ; [^/@]+)?", line)] == []
    assert [line for line in PINS_TEXT.splitlines() if "://" in line or " @ " in line] == []


def test_every_pin_has_the_hashes_of_its_files() -> None:
    assert len(pin_lines()) > 100
    assert [line for line in pin_lines() if not re.fullmatch(r"[^#]+?( --hash=sha256:[0-9a-f]{64})+", line)] == []


def test_the_environment_is_made_of_files_with_these_hashes() -> None:
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8")
    installs = [line for line in recipe.splitlines() if "pip install" in line and ".txt" in line]
    assert len(installs) == 3
    assert [line for line in installs if "--require-hashes -r" not in line] == []
    found = re.search(r"sed -n '(.+)' requirements.txt", recipe.replace("$$", "$"))
    assert found is not None
    done = subprocess.run(["sed", "-n", found[1]], input=PINS_TEXT, capture_output=True, text=True, check=True)
    (of_uv,) = [line for line in pin_lines() if line.startswith("uv==")]
    assert " ".join(done.stdout.replace("\\", "").split()) == of_uv


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_no_command_installs_hashed_pins_and_the_checkout_at_once(name: str) -> None:
    """Pip refuses what has no hash where another requirement has one."""
    commands = re.split(r"&&|\n", (ROOT / name).read_text(encoding="utf-8"))
    pinned = [command for command in commands if "-r requirements.txt" in command]
    assert pinned
    assert [command for command in pinned if re.search(r"-e\b|--editable", command)] == []


def test_the_conda_file_asks_for_what_the_project_asks_for_with_the_same_bounds() -> None:
    wanted = {
        Requirement(entry).name: str(Requirement(entry).specifier) for entry in [*PROJECT["dependencies"], *OPTIONAL]
    }
    wanted |= {"python": PROJECT["requires-python"], "pip": ""}
    assert conda_dependencies() == wanted


def test_the_conda_file_says_that_it_was_not_solved() -> None:
    words = " ".join((ROOT / "environment.yml").read_text(encoding="utf-8").replace("\n#", " ").split())
    assert "this file has not been solved against the conda-forge channel" in words


def test_the_change_log_names_the_version_of_the_project_below_what_is_unreleased() -> None:
    versions = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert next(name for name in versions if name != "Unreleased") == PROJECT["version"]


def test_the_citation_names_the_version_of_the_project() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert (citation["version"], citation["license"]) == (PROJECT["version"], PROJECT["license"])


def test_the_hosted_checks_call_the_commands_that_a_contributor_calls_on_three_systems() -> None:
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "tests.yml").read_text(encoding="utf-8"))["jobs"]
    commands = [step["run"] for job in jobs.values() for step in job["steps"] if "run" in step]
    assert "bash .ci/run" in commands
    assert jobs["everything"]["runs-on"].startswith("ubuntu")
    assert {system.split("-")[0] for system in jobs["unit"]["strategy"]["matrix"]["system"]} == {"macos", "windows"}


def test_every_hook_runs_a_tool_of_the_environment_and_fetches_nothing() -> None:
    repositories = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    assert [repository["repo"] for repository in repositories] == ["local"]
    assert {hook["language"] for hook in repositories[0]["hooks"]} == {"system"}


# --- the wheel ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_the_package_its_data_and_its_notebooks(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    parts = [path for ending in ("*.py", "*.js", "*.css") for path in (ROOT / "runplan").rglob(ending)]
    modules = {path.relative_to(ROOT).as_posix() for path in parts}
    data = {f"runplan/data/{path.name}" for ending in ("*.csv", "*.json") for path in (ROOT / "data").glob(ending)}
    assert "runplan/ui/board/js/board.js" in modules
    notebooks = {f"runplan/notebooks/{path.name}" for path in (ROOT / "notebooks").glob("*.ipynb")}
    assert data
    assert notebooks
    assert modules | data | notebooks <= names


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert tops == {"runplan", f"runplan-{PROJECT['version']}.dist-info"}


def test_the_wheel_works_away_from_the_checkout(wheel: Path, tmp_path: Path) -> None:
    installed = tmp_path / "installed"
    zipfile.ZipFile(wheel).extractall(installed)
    program = (
        f"import sys; sys.path.insert(0, {str(installed)!r}); "
        "import json, runplan; from datetime import date; from runplan.launch import notebooks; "
        "plan = runplan.build_plan(runplan.Block(start=date(2027, 1, 4), weeks=4)); "
        "places = [runplan.__file__, str(notebooks.shipped_notebooks())]; "
        "print(json.dumps([*places, len(runplan.load_catalog().exercises), len(plan.weeks)]))"
    )
    # -P leaves out the folder that the program is started in; the extracted wheel stands before the checkout.
    command = [sys.executable, "-P", "-c", program]
    output = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path).stdout
    assert json.loads(output) == [
        str(installed / "runplan" / "__init__.py"),
        str(installed / "runplan" / "notebooks"),
        len(EXERCISE_IDS),
        4,
    ]


# --- what must not be in any file -----------------------------------------------------------------------------------


def test_no_file_names_a_machine_or_a_registry_and_no_notebook_holds_a_picture() -> None:
    assert list(check_tree.faults(check_tree.tracked_files())) == []


SLASH = "/"
NOTEBOOK = {"cells": [], "metadata": {"kernelspec": {"name": "python3"}}, "nbformat": 4, "nbformat_minor": 5}


def cell(**output: Any) -> dict[str, Any]:
    return {"cell_type": "code", "source": "", "metadata": {}, "execution_count": 1, "outputs": [output]}


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("a.txt", f"see {SLASH}home/ann/plan.csv\n", f"a.txt:1: a path of one machine: {SLASH}home/ann/"),
        ("a.txt", f"fine\n{SLASH}root/x\n", f"a.txt:2: a path of one machine: {SLASH}root/"),
        ("a.txt", "https://" + "pypi" + ".org/simple\n", "a.txt:1: an address of a registry: " + "pypi" + ".org"),
        ("a.txt", "--index" + "-url x\n", "a.txt:1: an address of a registry: --index" + "-url"),
        ("a.txt", "one \ntwo\n", "a.txt:1: blanks at the end of the line"),
        ("a.txt", "one\r\ntwo\n", "a.txt: a carriage return; lines end with a line feed"),
        ("a.txt", "one", "a.txt: the last line has no end"),
        ("a.txt", "x\n" * 800_000, "a.txt: 1562 kB is more than 1500 kB"),
        (
            "a.ipynb",
            json.dumps(NOTEBOOK | {"metadata": {"widgets": {}}}) + "\n",
            "a.ipynb: holds the state of widgets; save it without",
        ),
        (
            "a.ipynb",
            json.dumps(NOTEBOOK | {"cells": [cell(output_type="display_data", data={"image/png": ""})]}) + "\n",
            "a.ipynb: cell 1 holds a picture (image/png)",
        ),
        (
            "a.ipynb",
            json.dumps(
                NOTEBOOK
                | {
                    "cells": [
                        cell(output_type="display_data", data={"image/png": "x" * 300 * 1024 + "x"})
                        | {"metadata": {"tags": ["static-picture"]}}
                    ]
                }
            )
            + "\n",
            "a.ipynb: cell 1 has a picture of more than 300 kB",
        ),
        (
            "a.ipynb",
            json.dumps(NOTEBOOK | {"cells": [cell(output_type="error", ename="ValueError")]}) + "\n",
            "a.ipynb: cell 1 holds an error",
        ),
    ],
    ids=[
        "a home folder",
        "the second line",
        "a registry",
        "an option of a registry",
        "trailing blanks",
        "a carriage return",
        "no last line feed",
        "a large file",
        "a notebook with widget state",
        "a notebook with a picture",
        "a notebook with a large picture in place of a widget",
        "a notebook with an error",
    ],
)
def test_the_look_over_the_files_finds(tmp_path: Path, name: str, text: str, fault: str) -> None:
    path = tmp_path / name
    path.write_bytes(text.encode())
    assert list(check_tree.faults([path], root=tmp_path)) == [fault]


def test_the_look_over_the_files_leaves_ordinary_text_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("runs/work/rest, notebooks/work/, a half-marathon 1/2\n", encoding="utf-8")
    assert list(check_tree.faults([path], root=tmp_path)) == []


def test_a_module_past_320_lines_and_a_folder_past_20_files_are_named(tmp_path):
    room = tmp_path / "runplan" / "room"
    room.mkdir(parents=True)
    modules = [room / f"module_{number}.py" for number in range(20)]
    for path in [*modules, room / "__init__.py"]:
        path.write_text("x = 1\n" * 320)
    assert list(check_tree.faults([*modules, room / "__init__.py"], root=tmp_path)) == []
    modules[3].write_text("x = 1\n" * 321)
    modules.append(room / "one_more.js")
    modules[-1].write_text("1;\n")
    assert list(check_tree.faults(modules, root=tmp_path)) == [
        "runplan/room: 21 files are more than 20",
        "runplan/room/module_3.py: 321 lines are more than 320: two ideas in one module?",
    ]


def test_a_folder_with_more_lines_than_it_may_have_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(check_tree, "LARGEST_FOLDERS", {"runplan/room": 5})
    inner = tmp_path / "runplan" / "room" / "inner"
    inner.mkdir(parents=True)
    modules = [inner / "a.py", inner.parent / "b.py"]
    for path, lines in zip(modules, (2, 3), strict=True):
        path.write_text("x = 1\n" * lines)
    assert list(check_tree.faults(modules, root=tmp_path)) == []
    modules[0].write_text("x = 1\n" * 3)
    assert list(check_tree.faults(modules, root=tmp_path)) == [
        "runplan/room: 6 lines are more than 5: find what is there twice or no longer needed"
    ]

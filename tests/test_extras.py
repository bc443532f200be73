"""The core alone plans and writes tables, each extra does its part, and one that is missing is named.

Each test runs in an environment of its own: a folder with nothing but the packages that the core, or the core and one
extra, ask for, together with what those ask for in turn.
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from runplan.extras import EXTRA_OF

ROOT = Path(__file__).resolve().parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS: dict[str, list[str]] = PROJECT["optional-dependencies"]
MOST_PACKAGES = 8  # that an installation of the core brings

BLOCK = 'rp.Block(start="2027-01-04", weeks=4, equipment=("mini_band", "dumbbell"))'
PARTS = {
    "charts": "from runplan import charts; charts.weekly_km(plan.weeks).figure.savefig('chart.png')",
    "lab": "from jupyterlab.labapp import LabApp; rp.Planner(plan.block)",
    "app": "from voila.app import Voila; import ipykernel; rp.Planner(plan.block)",
    "files": (
        "plan.to_ics('p.ics'); plan.to_excel('p.xlsx'); plan.to_page('p.pdf'); plan.to_fit('p.zip'); "
        "assert len(rp.read_runs('p.ics').frame) == len(plan.sessions)"
    ),
}


def closure(requirements: list[str]) -> dict[str, Distribution]:
    """The distributions that some requirements bring, by their names."""
    packages: dict[str, Distribution] = {}
    waiting = [Requirement(entry) for entry in requirements]
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        if name in packages and not requirement.extras:
            continue
        packages[name] = distribution(name)
        for entry in packages[name].requires or ():
            needed = Requirement(entry)
            if needed.marker is None or any(
                needed.marker.evaluate({"extra": extra}) for extra in ("", *requirement.extras)
            ):
                waiting.append(needed)
    return packages


def linked(packages: dict[str, Distribution], folder: Path) -> Path:
    """A folder of packages, each linked from where it is installed, and this checkout's package among them."""
    folder.mkdir()
    for package in packages.values():
        for top in {file.parts[0] for file in package.files or () if file.parts[0] != ".."}:
            if not (folder / top).exists():
                (folder / top).symlink_to(Path(str(package.locate_file(top))))
    return folder


def run(program: str, packages: Path, folder: Path) -> str:
    """What a program prints that sees the standard library, the packages and this checkout's package only."""
    (folder / "checkout").mkdir(exist_ok=True)
    for name in ("runplan", "data", "notebooks"):
        if not (folder / "checkout" / name).exists():
            (folder / "checkout" / name).symlink_to(ROOT / name)
    lines = [
        "import sys",
        f"sys.path[:0] = [{str(folder / 'checkout')!r}, {str(packages)!r}]",
        "import runplan as rp",
        f"plan = rp.build_plan({BLOCK})",
        *program.splitlines(),
    ]
    # -I and -S: no folder of the machine's or of a person's own packages is on the path.
    command = [sys.executable, "-I", "-S", "-W", "ignore", "-c", "\n".join(lines)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def core(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return linked(closure(PROJECT["dependencies"]), tmp_path_factory.mktemp("core") / "packages")


def test_the_core_brings_few_packages() -> None:
    assert len({*closure(PROJECT["dependencies"]), "runplan"}) <= MOST_PACKAGES


def test_every_package_of_an_extra_but_kernels_is_known_to_the_error_that_names_extras() -> None:
    tops: dict[str, set[str]] = {}
    for extra in ("charts", "lab", "app", "files"):
        for entry in EXTRAS[extra]:
            tops.setdefault(Requirement(entry).name.replace("-", "_"), set()).add(extra)
    assert {name: extra for name, extra in EXTRA_OF.items() if name != "traitlets" and extra not in tops[name]} == {}
    assert set(tops) - set(EXTRA_OF) == {"ipykernel"}
    assert set(EXTRAS["all"]) == {"runplan[app,charts,files,lab]"}


def test_the_core_alone_plans_explains_and_writes_tables(core: Path, tmp_path: Path) -> None:
    program = """
plan.to_csv("plan.csv")
assert rp.read_plan("plan.csv").sessions.equals(plan.sessions)
print(len(plan.findings()) > 0, len(plan.explain("w02-strength-1")) > 0, plan.coverage().shape[0], len(plan.paces()))
plan.to_google_csv("google.csv"); plan.to_intervals("plan.json"); plan.to_phone("plan.html")
import pathlib
lines = ["Week,Mon,Tue,Wed,Thu,Fri,Sat,Sun", "1,,8 km,,8 km,,,15 km", "2,,8 km,,9 km,,,16 km"]
pathlib.Path("runs.csv").write_text("\\n".join(lines))
print(len(rp.read_runs("runs.csv").frame))
print(sorted({name.partition(".")[0] for name in sys.modules} & {"matplotlib", "IPython", "icalendar", "reportlab"}))
"""
    first, *rest = run(program, core, tmp_path).splitlines()
    assert first.split()[:3] == ["True", "True", "4"]
    assert rest == ["6", "[]"]


@pytest.mark.parametrize("extra", sorted(PARTS))
def test_each_extra_does_its_part(extra: str, tmp_path: Path) -> None:
    packages = linked(closure([*PROJECT["dependencies"], *EXTRAS[extra]]), tmp_path / "packages")
    run(PARTS[extra], packages, tmp_path)


def attempts() -> Iterator[Any]:
    for extra, program in {
        "charts": "from runplan import charts; charts.body_map",
        "lab": "rp.Planner",
        "lab, JupyterLab": "from runplan.launch.jupyterlab import start_lab; start_lab(pathlib.Path('.'))",
        "app": "from runplan.launch.voila import start_app; start_app(pathlib.Path('.'))",
        "files, calendar": "plan.to_ics('p.ics')",
        "files, workbook": "plan.to_excel('p.xlsx')",
        "files, watch": "plan.to_fit('p.zip')",
        "files, paper": "plan.to_page('p.pdf')",
        "files, a calendar read": "pathlib.Path('p.ics').write_text('BEGIN:VCALENDAR'); rp.read_runs('p.ics')",
        "files, a FIT file read": (
            "pathlib.Path('p.fit').write_bytes(bytes([14, 16, 0, 0, 0, 0, 0, 0]) + b'.FIT' + bytes(9)); "
            "rp.read_log('p.fit')"
        ),
    }.items():
        yield pytest.param(extra.partition(",")[0], program, id=extra)


@pytest.mark.parametrize(("extra", "attempt"), list(attempts()))
def test_an_extra_that_is_missing_is_named_with_the_command_that_brings_it(
    extra: str, attempt: str, core: Path, tmp_path: Path
) -> None:
    program = f"""
import pathlib
try:
    {attempt}
except rp.RunplanError as error:
    print(type(error).__name__, error.extra, error)
"""
    words = run(program, core, tmp_path).split()
    assert words[:2] == ["MissingExtra", extra]
    assert " ".join(words).endswith(f'Install it with: pip install "runplan[{extra}]"')
    assert not list(tmp_path.glob("p.*")) or "read" in attempt


def test_the_command_line_names_an_extra_that_is_missing_in_one_line(core: Path, tmp_path: Path) -> None:
    program = """
plan.to_csv("plan.csv")
import contextlib, io
from runplan.cli import main
with contextlib.redirect_stderr(io.StringIO()) as said:
    exit_code = main(["export", "plan.csv", "--to", "excel", "--out", "p.xlsx"])
print(exit_code, said.getvalue(), sep="\\n")
"""
    exit_code, *lines = run(program, core, tmp_path).rstrip("\n").splitlines()[-2:]
    assert int(exit_code) != 0
    (sentence,) = lines
    assert "xlsxwriter" in sentence
    assert sentence.endswith('Install it with: pip install "runplan[files]"')
    assert not (tmp_path / "p.xlsx").exists()

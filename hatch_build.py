"""With ``RUNUT_COMPILE=1`` a wheel gets the modules that read an article compiled to C by mypyc, beside their source.

Without it, and in an editable install, Runut is plain Python: an installation never needs a compiler. Both read the
same (tests/conformance/test_compiled.py); what compiling brings is measured by ``make bench``. Why, and what compiled
modules must not do: docs/decisions/compiled-reading.md.
"""

from __future__ import annotations

import os
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# Each group becomes one C file: four of about one size, so that two or more processors are busy.
GROUPS = {
    "runut_actors": ["runut/steps/resolve/actors"],
    "runut_attributions": ["runut/steps/extract/attributions"],
    "runut_extract": [
        "runut/steps/extract",
        "runut/steps/extract/names",
        "runut/steps/extract/places",
        "runut/steps/extract/quantities",
        "runut/steps/extract/times",
    ],
    "runut_reading": [
        "runut/rules",
        "runut/steps/clean",
        "runut/steps/resolve",
        "runut/steps/resolve/times",
        "runut/steps/segment",
    ],
}
TOOLS = ["mypy[mypyc]>=2.1,<3", "setuptools>=70"]


class CompiledReading(BuildHookInterface):
    """Adds the compiled modules to the wheel where they are asked for."""

    def dependencies(self) -> list[str]:
        """What compiling needs; mypyc must see the types of what Runut itself depends on."""
        return [*TOOLS, *self.metadata.core.dependencies] if _wanted() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and name the results to the builder."""
        if version == "editable" or not _wanted():
            return
        self._place = tempfile.TemporaryDirectory(prefix="runut-compiled-")
        made = _compiled(Path(self.root) / "src", Path(self._place.name))
        for module in sorted(made.rglob(f"*{sysconfig.get_config_var('EXT_SUFFIX')}")):
            build_data["force_include"][str(module)] = str(module.relative_to(made))
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Take away what was made on the way."""
        if place := getattr(self, "_place", None):
            place.cleanup()


def _wanted() -> bool:
    return os.environ.get("RUNUT_COMPILE", "0") not in ("", "0")


def _compiled(source: Path, place: Path) -> Path:
    """A folder under ``place`` that holds all groups of ``source``, compiled."""
    from setuptools import Distribution
    from setuptools.command.build_ext import build_ext
    from setuptools.errors import CompileError

    before = Path.cwd()
    os.chdir(source)  # mypyc names modules by their path from here
    try:
        builder = build_ext(Distribution({"name": "runut", "ext_modules": _extensions(place)}))
        builder.build_lib, builder.build_temp = str(place / "lib"), str(place / "temp")
        builder.parallel = os.cpu_count()
        builder.ensure_finalized()
        builder.run()
    except CompileError as error:
        raise SystemExit(
            "RUNUT_COMPILE=1 needs a C compiler and Python's headers (on Debian: apt-get install gcc python3-dev); "
            f"without it Runut installs as plain Python. The compiler said: {error}"
        ) from error
    finally:
        os.chdir(before)
    return place / "lib"


def _extensions(place: Path) -> Any:
    """The groups, translated to C under ``place``."""
    from mypyc.build import mypycify

    groups = [
        ([str(path) for folder in folders for path in sorted(Path(folder).glob("*.py"))], name)
        for name, folders in GROUPS.items()
    ]
    settings = place / "mypy.ini"  # types were checked before, strictly; here only their use counts
    settings.write_text("[mypy]\nignore_missing_imports = True\n")
    options = [f"--config-file={settings}", f"--cache-dir={place / 'cache'}"]
    paths = [path for paths, _ in groups for path in paths]
    return mypycify(
        [*options, *paths], opt_level="2", debug_level="0", separate=groups, target_dir=str(place / "c")
    )

"""Imports go one way, as pyproject.toml says."""

import shutil
import subprocess
import sys
from pathlib import Path

from tests.support.servers import ROOT


def test_imports_go_one_way() -> None:
    command = shutil.which("lint-imports", path=str(Path(sys.executable).parent))
    assert command, "import-linter is not installed"
    check = subprocess.run(
        [command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert check.returncode == 0, check.stdout

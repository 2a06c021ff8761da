"""What no kill can show: every append is synced to the disk before it is acknowledged."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

APPENDS = 10
CODE = """
import os, sys
from datetime import UTC, datetime
from sopkit.events import NoteTaken
from sopkit.stores import _sqlite_file, open_store

_sqlite_file.wal_is_safe = lambda version: sys.argv[2] == "wal"
note = NoteTaken(datetime(2026, 11, 11, 12, tzinfo=UTC), "", "x")
with open_store(sys.argv[1]) as store:
    for number in range(int(sys.argv[3])):
        store.append("r", number, f"k{number}", (note,))
        os.write(1, b"acknowledged")
"""


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
@pytest.mark.parametrize("mode", ["truncate", "wal"])
def test_nothing_is_acknowledged_before_it_is_synced(tmp_path: Path, mode: str) -> None:
    """Seen from the system: between the last write to a file and the acknowledgement stands a sync of that file."""
    trace = tmp_path / "trace"
    tool = ["strace", "-f", "-y", "-o", str(trace), "-e", "trace=write,pwrite64,fsync,fdatasync,ftruncate"]
    done = subprocess.run(
        [*tool, sys.executable, "-c", CODE, str(tmp_path / "room.db"), mode, str(APPENDS)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        capture_output=True,
        check=False,
    )
    if b"ptrace" in done.stderr:
        pytest.skip("strace may not trace here")
    assert done.returncode == 0, done.stderr
    unsynced: set[str] = set()
    written: set[str] = set()
    acknowledged = 0
    for line in trace.read_text("utf-8").splitlines():
        call = re.match(r"\d+\s+(\w+)\(\d+<([^>]*)>", line)
        if call is None:
            continue
        what, path = call[1], Path(call[2]).name
        if what in ("fsync", "fdatasync"):
            unsynced.discard(path)
        elif path.startswith("room.db") and not path.endswith("-shm"):
            unsynced.add(path)
            written.add(path)
        elif what == "write" and '"acknowledged"' in line:
            acknowledged += 1
            assert not unsynced, f"acknowledged before a sync of {unsynced}"
            assert written, "acknowledged before anything was written"
            written = set()
    assert acknowledged == APPENDS

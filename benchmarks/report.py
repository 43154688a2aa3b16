"""The figures as a table for people and as JSON for programs."""

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict, is_dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import discretion, fanout, processor, splitting
from benchmarks.scenes import Figures

COLUMNS = ("req/s", "p50 ms", "p95 ms", "CPU ms", "× cal.", "KB", "KB br")


def show(figures: Sequence[Figures], fan_out: fanout.Figures) -> None:
    print(f"\n{'':32}" + "".join(f"{column:>8}" for column in COLUMNS))
    for one in figures:
        print(
            f"{one.name:32}{one.per_second:8.0f}{one.p50_ms:8.1f}{one.p95_ms:8.1f}{one.cpu_ms:8.2f}"
            f"{one.times_calibrator:8.2f}{_kb(one.bytes_plain)}{_kb(one.bytes_brotli)}"
        )
    print(
        f"\nFan-out of a posted comment to {fan_out.clients} listeners, in ms from the POST:"
        f" first {fan_out.first:.1f}, median {fan_out.median:.1f}, last {fan_out.last:.1f};"
        f" first to last {fan_out.last - fan_out.first:.1f}"
    )


def show_growth(few: Figures, many: Figures) -> None:
    print(f"{many.name}: p95 is {many.p95_ms / few.p95_ms:.2f} × that of {few.name}")


def write(
    path: Path,
    figures: Sequence[Figures],
    fan_out: fanout.Figures,
    split: splitting.Figures,
    signs: Sequence[discretion.Score],
    options: dict[str, object],
) -> None:
    content = {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": {
            "processor": processor.model(),
            "cores": len(processor.CORES),
            "load_average": os.getloadavg()[0],
            "python": platform.python_version(),
        },
        "options": options,
        "figures": [asdict(one) for one in figures],
        "signs_of_private_persons": [
            asdict(one) | {"precision": one.precision, "recall": one.recall} for one in signs
        ],
        "fan_out": asdict(fan_out) | {"first_to_last": fan_out.last - fan_out.first},
        "splitting": asdict(split),
    }
    path.write_text(json.dumps(content, indent=2, default=_as_json) + "\n", encoding="utf-8")
    print(f"\nWritten to {path}")


def _kb(size: int | None) -> str:
    return f"{'':8}" if size is None else f"{size / 1024:8.1f}"


def _as_json(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    return str(value)

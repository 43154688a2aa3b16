"""`bin/bench`: build the sample, serve it as in production, measure, tell the figures."""

import argparse
import tempfile
from itertools import chain
from pathlib import Path

from benchmarks import calibration, community, discretion, report, scenes, splitting
from benchmarks.community import Size

WHOLE = Size(members=200, threads=1000, comments=20, longest=3000)
QUICK = Size(members=20, threads=50, comments=20, longest=300)
FEW, MANY = 500, 10_000
"""Strategies, whose list must not become slower as they become more."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="bin/bench", description=__doc__)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--redis", action="store_true", help="with Redis as message queue")
    parser.add_argument("--quick", action="store_true", help="a small sample, few requests")
    parser.add_argument("--output", type=Path, default=Path("bench.json"))
    options = parser.parse_args()

    size, rounds, each = (QUICK, 1, 20) if options.quick else (WHOLE, 3, 40)
    with tempfile.TemporaryDirectory(prefix="connect-bench-") as name:
        folder = Path(name)
        print(f"Building the sample: {size.members} members, {size.threads} threads ...")
        sizes = (FEW // 10, MANY // 10) if options.quick else (FEW, MANY)
        with (
            community.served(size, options.database, folder, with_redis=options.redis) as served,
            community.with_strategies(sizes[0], options.database, folder / "few") as small,
            community.with_strategies(sizes[1], options.database, folder / "many") as large,
            calibration.served(folder) as (url, worker),
        ):
            print("Measuring ...")
            yardstick = scenes.calibrator(url, worker)
            pairs = list(zip(scenes.finding(small), scenes.finding(large), strict=True))
            pages = [*scenes.pages(served), scenes.catching_up(served), *chain(*pairs)]
            scenes.measure([yardstick, *pages], rounds, each)
            figures = [page.figures(yardstick) for page in (yardstick, *pages)]
            growth = [[page.figures(yardstick) for page in pair] for pair in pairs]
            figures += scenes.writing(served, each, yardstick)
            fan_out = scenes.fanning_out(served)
        most = 500 if options.quick else 5_000
        split = splitting.measured(
            most, options.database, folder / "splitting", with_redis=options.redis
        )
    report.show(figures, fan_out)
    print(
        f"Splitting {split.comments} answers: {split.seconds:.2f} s; the slowest page meanwhile:"
        f" {split.longest_page_ms:.0f} ms ({split.page_ms:.0f} ms while nothing moves)"
    )
    for few, many in growth:
        report.show_growth(few, many)
    discretion.show(found := discretion.scores())
    report.write(options.output, figures, fan_out, split, found, {"size": size, **vars(options)})


if __name__ == "__main__":
    main()

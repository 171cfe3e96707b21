"""How long a plan takes on an invented region of 20 000 staff that is short of Ugra's 6.2.1.

``python benchmarks/plan.py`` plans on 1 October and on 10 December, when a programme can no longer be begun;
beside it stands one evaluation of the same report. The last line is JSON.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import time

import rnms
from rnms import testing

CODE, PERIOD = "6.2.1", 2023
DAYS = {"october": dt.date(2023, 10, 1), "december": dt.date(2023, 12, 10)}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--staff", type=int, default=20_000, help="how many people the invented region employs"
    )
    parser.add_argument("--seed", type=int, default=1, help="another seed, another region")
    options = parser.parse_args()
    region = testing.invented_region(staff=options.staff, seed=options.seed)
    begin = time.process_time()
    result = rnms.evaluate(region, period=PERIOD, only=CODE)[CODE]
    times = {"evaluate": time.process_time() - begin}
    for name, day in DAYS.items():
        begin = time.process_time()
        plan = result.plan(as_of=day)
        times[name] = time.process_time() - begin
        print(f"{name:10} {plan.verdict.value:10} {len(plan.steps):6} steps {times[name]:6.2f} s")
    print(json.dumps({f"{name}_s": round(took, 2) for name, took in times.items()}))


if __name__ == "__main__":
    main()

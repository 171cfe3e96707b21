"""How long an audit takes: what Khabarovsk printed, and six claims on an invented region of 20 000 staff.

``python benchmarks/audit.py`` audits each on a report that was just judged, so nothing is known yet of two
readings together. Of the six claims few are reproduced, so pairs of readings are looked at. The last line is
JSON.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time

import rnms
from rnms import audit, testing

PERIOD = 2023
CODES = ("6.2.1", "6.2.2", "6.3.2")
WORDS = ("teachers", "teams", "early_career")


def of_khabarovsk() -> float:
    """How long the audit of the example takes, in seconds of the processor."""
    report = rnms.evaluate(rnms.example("khabarovsk_2023"), period=PERIOD)
    begin = time.process_time()
    report.audit()
    return time.process_time() - begin


def of_records(staff: int, seed: int) -> float:
    """How long six claims take that no reading reproduces."""
    report = rnms.evaluate(testing.invented_region(staff=staff, seed=seed), region="ugra", period=PERIOD)
    shares = {code: report[code].judgement.passing_of for code in CODES}
    printed = {code: f"{int(passing[0].low) + 7}" for code, passing in shares.items() if passing is not None}
    printed |= {word: str(staff) for word in WORDS}
    claims = audit.published("ugra", PERIOD, printed)
    begin = time.process_time()
    report.audit(claims)
    return time.process_time() - begin


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="runs of which the median is taken")
    parser.add_argument(
        "--staff", type=int, default=20_000, help="how many people the invented region employs"
    )
    options = parser.parse_args()
    times = {
        "khabarovsk": statistics.median(of_khabarovsk() for _ in range(options.runs)),
        "six claims": statistics.median(
            of_records(options.staff, seed) for seed in range(1, options.runs + 1)
        ),
    }
    for name, took in times.items():
        print(f"{name:20} {1000 * took:8.1f} ms")
    print(json.dumps({f"{name.replace(' ', '_')}_ms": round(1000 * took, 1) for name, took in times.items()}))


if __name__ == "__main__":
    main()

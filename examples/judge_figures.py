"""Judge a region from a handful of numbers, and see what a missing one does."""

import rnms

KNOWN = {
    "municipalities": 19,
    "municipalities.with_model": {"count": 15, "among": 15},
    "staff": 19_400,
    "staff.diagnosed": 2036,
}

system = rnms.from_figures(KNOWN, region="khabarovsk", period=2023)
report = rnms.evaluate(system, period=2023, only=["1", "2", "3"])
print(report)

for result in report:
    print(result.code, result.verdict.name, result.reason)

assert report["1"].verdict is rnms.Verdict.MET  # noqa: S101
assert report["3"].verdict is rnms.Verdict.UNDETERMINED  # noqa: S101

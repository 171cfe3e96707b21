"""Judge an invented region from records: what is certain, who is silent, which municipality lags behind."""

import rnms
from rnms import testing

region = testing.invented_region(staff=1000, seed=1, unreported=0.05)
report = rnms.evaluate(region, region="ugra", period=2023)

for result in report:
    silent = ", ".join(place.name for place in result.missing) or "никто"
    print(f"{result.code} {result.verdict.name}: {result.reason}; не отчитались: {silent}")

teachers = report["6.2.1"]
lags = {part.title: part.value.low for part in teachers.by("municipality").values() if part.value}
lowest = min(lags, key=lambda name: lags[name])
print(f"Не хватает человек: {teachers.shortfall}; не прошли {len(teachers.who('failed'))}")
print(f"Дальше всех от цели: {lowest}, {lags[lowest]}")

assert teachers.verdict is rnms.Verdict.NOT_MET  # noqa: S101
assert teachers.shortfall == rnms.Bounds(68, 68)  # noqa: S101
assert report["6.3.1"].missing  # noqa: S101

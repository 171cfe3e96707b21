"""Say of one teacher, term by term, why she does not count, and what would have to be found."""

import rnms
from rnms import testing

region = testing.invented_region(staff=300, seed=1)
result = rnms.evaluate(region, region="ugra", period=2023, only="6.2.1")["6.2.1"]

print(result.explain())  # the number itself
for standing in result.who("failed")[:3]:
    print()
    print(result.explain(standing.id))  # people are ids; no name is ever shown
    print("Что закрыло бы пробел:", ", ".join(standing.reasons))

first = result.who("failed")[0]
assert result.explain(first.id).state == "failed"  # noqa: S101
assert first.reasons  # noqa: S101

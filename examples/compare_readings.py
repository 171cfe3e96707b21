"""Judge one set of figures under every reading of its order: where the verdict depends on how one reads."""

import rnms

report = rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023)

for result in report:
    if result.contested:
        print(f"{result.code}. {result.title}")
        for name, judgement in result.readings.items():
            print(f"   {judgement.verdict.name:<13}{name}: {judgement.title}")

as_published = report.under("respondents")
changed = [code for code, verdict in as_published.verdicts.items() if verdict is not report.verdicts[code]]
print(f"Если считать только ответивших, меняются показатели: {', '.join(changed)}")

together = rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023, readings=("respondents", "by_act"))
print(f"Два прочтения вместе: {together!r}")

assert changed == ["3"]  # noqa: S101

"""What several commands take, in the same words."""

from __future__ import annotations

from rnms.issues import Severity

KEY = "ключ региона; все показывает `rnms regions`"
PERIOD = "2023, 2022/2023, 2023-H1, 2023-Q2"
OUT = "куда записать; по умолчанию — на экран"
SEVERITIES = {Severity.ERROR: "ошибка", Severity.WARNING: "предупреждение"}

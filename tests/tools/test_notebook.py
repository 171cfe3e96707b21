"""A notebook shows the report: run by a kernel, as a reader's own would."""

from __future__ import annotations

import pytest

from kit.reports import SILENT

CELL = """
import rnms
report = rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023)
report
"""


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")
def test_a_notebook_shows_the_report() -> None:
    """The output of the cell is the page, beside it the line that a terminal shows."""
    reason = "nbclient is of the dev extra"
    nbformat = pytest.importorskip("nbformat", reason=reason)
    nbclient = pytest.importorskip("nbclient", reason=reason)
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(CELL)])
    [cell] = nbclient.NotebookClient(book, timeout=120, kernel_name="python3").execute().cells
    [output] = cell.outputs

    assert output.output_type == "execute_result"
    assert output.data["text/plain"].startswith("Report('khabarovsk', '2023', 7 results")
    assert output.data["text/html"].startswith('<div class="rnms" lang="ru"><style>')
    assert all(name in output.data["text/html"] for name in SILENT)

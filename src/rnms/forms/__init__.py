"""Forms that municipalities fill: written as workbooks, collected with the place of every fault.

>>> import pathlib, tempfile
>>> from rnms import Municipality
>>> folder = pathlib.Path(tempfile.mkdtemp())
>>> places = [Municipality(id="m1", name="Лесной район"), Municipality(id="m2", name="Заречный район")]
>>> [path.name for path in write("khabarovsk", 2023, places, folder)]
['Лесной район.xlsx', 'Заречный район.xlsx']
>>> collect(folder)  # nobody has answered yet
Collected('khabarovsk', '2023', 0 of 2 forms, 4 issues)
"""

from typing import TYPE_CHECKING

from rnms._lazy import attach

if TYPE_CHECKING:
    from rnms.forms.checking import check as check
    from rnms.forms.collection import collect as collect
    from rnms.forms.form_plan import plan as plan
    from rnms.forms.workbook import write as write
else:
    __getattr__, __dir__, __all__ = attach(
        __name__,
        {
            "checking": ["check"],
            "collection": ["collect"],
            "form_plan": ["plan"],
            "workbook": ["write"],
        },
    )

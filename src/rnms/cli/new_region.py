"""The command ``rnms new-region``: a package to begin a region with."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from rnms.cli.console import FINE
from rnms.testing.starter import start_region


def add_new_region(parser: argparse.ArgumentParser) -> None:
    """Add what ``rnms new-region`` takes."""
    parser.add_argument("key", metavar="КЛЮЧ", help="строчные латинские буквы: имя модуля и региона")
    parser.add_argument("--name", metavar="НАЗВАНИЕ", default="", help="официальное название региона")
    parser.add_argument("--out", metavar="ПАПКА", type=Path, default=Path(), help="где сделать папку пакета")
    parser.set_defaults(run=_new_region)


def _new_region(arguments: argparse.Namespace) -> int:
    folder = start_region(arguments.key, name=arguments.name, out=arguments.out)
    print(f'записан {folder}; дальше: pip install -e "{folder}[test]" и pytest {folder}', file=sys.stderr)
    return FINE

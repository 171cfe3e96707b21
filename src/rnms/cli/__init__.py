"""The command line: a thin layer over the API, a module for each group of commands.

Exit codes: 0 fine, 1 findings, 2 cannot run. JSON goes to standard output as UTF-8 bytes, messages to
standard error; text survives consoles that know fewer letters.
"""

from rnms.cli.command_line import main as main
from rnms.cli.console import CANNOT_RUN as CANNOT_RUN, FINDINGS as FINDINGS, FINE as FINE

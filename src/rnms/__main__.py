"""``python -m rnms`` is the command ``rnms``."""

import sys

from rnms.cli import main

sys.exit(main())

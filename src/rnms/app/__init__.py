"""rnms in a browser page, from a folder on a disk: nothing is installed, and nothing leaves the machine.

:mod:`~rnms.app.folder` writes the folder, :mod:`~rnms.app.desk` answers what the page asks.
"""

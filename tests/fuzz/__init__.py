"""What throws dice at rnms, part by part: ``python -m fuzz``, or ``.ci/run thorough``."""

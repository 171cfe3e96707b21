"""What tests are made of: worlds, records, oracles, checkers."""

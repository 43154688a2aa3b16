"""What `bin/bench` runs: see docs/performance.md."""

"""What Tavern measures about itself: speed (benchmarks) and what survives faults (benchmarks.faults)."""

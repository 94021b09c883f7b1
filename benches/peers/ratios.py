"""Says how two rates compare, measured in turns: the middle one of their ratios has to reach a bar.

Usage: python ratios.py NAME BAR OURS/THEIRS OURS/THEIRS …
"""

import statistics
import sys

name, bar, pairs = sys.argv[1], float(sys.argv[2]), [pair.split("/") for pair in sys.argv[3:]]
ratios = [float(ours) / float(theirs) for ours, theirs in pairs]
for (ours, theirs), ratio in zip(pairs, ratios):
    print(f"  {ours} / {theirs} messages a second = {ratio:.2f}")
middle = statistics.median(ratios)
print(f"{name}: {middle:.2f} (bar: {bar})")
sys.exit(0 if middle >= bar else 1)

"""Betweenness of the benchmark's networks by igraph and rustworkx, beside ours: the same values, and CPU seconds.

Usage: python graph.py FILE…   (written by `cargo bench --bench graph -- --out FOLDER`)
"""

import json
import sys
import time

import igraph
import rustworkx


def measured(name, call, ours, wanted):
    turns = max(1, 20_000 // len(wanted))
    seconds = float("inf")
    for _ in range(3):
        began = time.process_time()
        for _ in range(turns):
            found = call()
        seconds = min(seconds, (time.process_time() - began) / turns)
    worst = max(abs(a - b) / max(1.0, abs(a)) for a, b in zip(found, wanted))
    assert worst < 1e-9, f"{name}: values differ by {worst}"
    print(f"  {name:<12} {seconds:8.4f} s of CPU, {seconds / ours if ours else float('inf'):5.2f} × ours", flush=True)


for path in sys.argv[1:]:
    with open(path) as file:
        network = json.load(file)
    n, ties, ours = network["people"], network["ties"], network["cpu"]
    print(f"{n} people, {len(ties)} ties: exact betweenness, ours {ours:.4f} s of CPU with distances (the best of three, as the others)")
    graph = igraph.Graph(n=n, edges=ties)
    measured("igraph", lambda: graph.betweenness(directed=False), ours, network["betweenness"])
    other = rustworkx.PyGraph()
    other.add_nodes_from(range(n))
    other.add_edges_from([(a, b, None) for a, b in ties])
    values = lambda: list(rustworkx.betweenness_centrality(other, normalized=False).values())
    measured("rustworkx", values, ours, network["betweenness"])

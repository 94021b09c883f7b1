"""Reads HR's downloads with networkx, igraph and the csv module, and holds each against the publication they were made of.

Usage: python hr_export_check.py FOLDER, filled by `cargo test --test it files_say_what_the_page_says::sqlite`.
"""

import csv
import json
import math
import pathlib
import re
import sys
from xml.etree import ElementTree

import igraph
import networkx as nx

folder = pathlib.Path(sys.argv[1])
publication = json.loads((folder / "publication.json").read_text())
table = next(t for t in publication["tables"] if t["subject"] == "ties" and t["dimension"] == "unit")
names = [group["name"] for group in table["groups"]]
people = {group["name"]: group["people"] for group in table["groups"]}
inside, between = {}, {}
for cell in table["cells"]:
    if not isinstance(cell["of"], dict) or "pair" not in cell["of"]:
        continue
    a, b = cell["of"]["pair"]
    hidden = cell["value"].get("hidden")
    if a == b:
        inside[names[a]] = cell["value"].get("shown")
    elif hidden != "nobody":
        between[frozenset((names[a], names[b]))] = cell["value"].get("shown")
assert len(set(names)) == len(names) > 3 and any(v for v in between.values()) and None in between.values()


def check(what, nodes, edges):
    """nodes: name → (people, inside); edges: pair of names → (ties, withheld)."""
    assert nodes == {name: (people[name], inside[name]) for name in names}, f"{what}: {nodes}"
    expected = {pair: (ties, ties is None) for pair, ties in between.items()}
    assert edges == expected, f"{what}: {edges}"
    print(f"{what}: {len(nodes)} groups, {len(edges)} pairs")


def of_networkx(what, graph, name, said=None):
    assert not graph.is_directed() and not graph.is_multigraph()
    if said is not None:
        assert said == {"period": publication["period"], "level": table["level"], "k": publication["k"]}, said
    label = {node: data[name] for node, data in graph.nodes(data=True)}
    nodes = {label[node]: (data.get("people"), data.get("ties_inside")) for node, data in graph.nodes(data=True)}
    edges = {frozenset((label[a], label[b])): (data.get("ties"), data["withheld"]) for a, b, data in graph.edges(data=True)}
    for a, b, data in graph.edges(data=True):
        assert data.get("weight") in (None, data.get("ties")), data
    check(what, nodes, edges)


graph = nx.read_graphml(folder / "ties.graphml")
of_networkx("GraphML by networkx", graph, "name", {key: graph.graph[key] for key in ("period", "level", "k")})

graph = igraph.Graph.Read_GraphML(str(folder / "ties.graphml"))
none = lambda number: None if number is None or math.isnan(number) else int(number)
assert not graph.is_directed()
assert (graph["period"], graph["level"], int(graph["k"])) == (publication["period"], table["level"], publication["k"])
label = graph.vs["name"]
check(
    "GraphML by igraph",
    {v["name"]: (none(v["people"]), none(v["ties_inside"])) for v in graph.vs},
    {frozenset((label[e.source], label[e.target])): (none(e["ties"]), bool(e["withheld"])) for e in graph.es},
)

of_networkx("GEXF by networkx", nx.read_gexf(folder / "ties.gexf", version="1.3"), "label")

graph = nx.node_link_graph(json.loads((folder / "ties.json").read_text()), edges="edges")
of_networkx("node-link JSON by networkx", graph, "name", graph.graph)

with open(folder / "ties.matrix", newline="", encoding="utf-8") as file:
    rows = list(csv.reader(file))
assert rows[0] == [publication["period"], *names] and [row[0] for row in rows[1:]] == names
for name, row in zip(names, rows[1:]):
    for other, cell in zip(names, row[1:]):
        if name == other:
            expected = inside[name]
        elif frozenset((name, other)) in between:
            expected = between[frozenset((name, other))]
        else:
            expected = ""
        assert cell == ("withheld" if expected is None else str(expected)), (name, other, cell)
print(f"matrix by csv: {len(names)} × {len(names)}")

with open(folder / "ties.csv", newline="", encoding="utf-8") as file:
    rows = list(csv.DictReader(file))
assert len(rows) == len(table["cells"])
for row, cell in zip(rows, table["cells"]):
    assert row["count"] == str(cell["value"].get("shown", "")), row
    assert row["withheld"] == cell["value"].get("hidden", ""), row
    if isinstance(cell["of"], dict) and "pair" in cell["of"]:
        assert [row["group"], row["other_group"]] == [names[at] for at in cell["of"]["pair"]], row
print(f"table by csv: {len(rows)} rows")

# The drawing: what is drawn is what is shown, and it can be read alone, in light and in dark.
SVG = "{http://www.w3.org/2000/svg}"
root = ElementTree.parse(folder / "ties.svg").getroot()
assert root.tag == SVG + "svg" and root.get("role") == "img", root.attrib
assert (root.get("data-period"), root.get("data-k")) == (publication["period"], str(publication["k"]))
named = [root.find(f"{SVG}{tag}") for tag in ("title", "desc")]
assert [one.get("id") for one in named] == root.get("aria-labelledby").split() and all(one.text.strip() for one in named)
drawn = {}
for line in root.iter(SVG + "line"):
    pair = frozenset((line.get("data-one"), line.get("data-other")))
    assert pair not in drawn and line.find(SVG + "title").text.endswith(line.get("data-ties")), line.attrib
    drawn[pair] = int(line.get("data-ties"))
assert drawn == {pair: ties for pair, ties in between.items() if ties}, drawn
groups = {}
for group in root.iter(SVG + "g"):
    number = lambda name: None if group.get(name) is None else int(group.get(name))
    groups[group.get("data-group")] = (number("data-people"), number("data-inside"))
assert groups == {name: (people[name], inside[name]) for name in names}, groups
left, top, width, height = map(float, root.get("viewBox").split())
for circle in root.iter(SVG + "circle"):
    x, y, r = (float(circle.get(name)) for name in ("cx", "cy", "r"))
    assert left <= x - r and x + r <= left + width and top <= y - r and y + r <= top + height, circle.attrib
style = root.find(SVG + "style").text


def contrast(one, other):
    def light(colour):
        colour = "".join(2 * digit for digit in colour) if len(colour) == 3 else colour
        parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts))

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


bright, dark = style.split("@media (prefers-color-scheme:dark)")
for scheme in (bright, dark):
    colour = dict(re.findall(r"--(\w+):#([0-9a-f]+)", scheme))
    ratios = {name: contrast(colour["paper"], colour[name]) for name in ("ink", "muted", "accent")}
    assert ratios["ink"] >= 4.5 and ratios["muted"] >= 4.5 and ratios["accent"] >= 3, ratios
text = (folder / "ties.svg").read_text()
assert "<script" not in text and "href" not in text and "url(" not in text and "@import" not in text
print(f"drawing by ElementTree: {len(groups)} groups, {len(drawn)} pairs drawn")

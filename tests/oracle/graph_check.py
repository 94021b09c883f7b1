"""Measures again, with networkx, igraph, leidenalg and scipy, what Weft measured: random networks of many shapes written
by `cargo test --test graph networks_for_the_oracle`, and email-Eu-core through `weft measures`.

Everything is compared to 1e-9 but communities, which are a search: their modularity is counted again, and their best is
held against leidenalg's best of as many runs.

Usage: python graph_check.py FOLDER [WEFT_BINARY]
"""

import csv
import datetime
import json
import math
import pathlib
import subprocess
import sys

import igraph
import leidenalg
import networkx as nx
import scipy.stats

HERE = pathlib.Path(__file__).resolve().parent
DATA = HERE.parent / "data" / "eu-core"
checks = 0


def same(what, ours, theirs, tolerance=1e-9):
    global checks
    checks += 1
    if theirs is None or isinstance(theirs, float) and math.isnan(theirs):
        assert ours is None, f"{what}: {ours}, and there is no value"
        return
    assert ours is not None, f"{what}: none, and it is {theirs}"
    assert math.isclose(ours, theirs, rel_tol=tolerance, abs_tol=tolerance), f"{what}: {ours} is not {theirs}"


def ratio(part, whole):
    return part / whole if whole > 0 else None


def gini(values):
    """Half the mean difference over the mean, by its definition."""
    total = sum(values)
    return ratio(sum(abs(a - b) for a in values for b in values), 2 * len(values) * total) if total > 0 else None


def edges_of(meetings, view):
    """Which pairs are ties: an own reading of what a window, a layer and a day mean."""
    day = lambda text: text and datetime.date.fromisoformat(text)
    as_of = day(view["as_of"])
    back = as_of.replace(year=as_of.year - 1) if view["window"] == 12 else None
    pairs, before, layers = {}, set(), {"introduced": 0, "met": 0, "kept": 0}
    for meeting in meetings:
        people = meeting["people"]
        groups = meeting["groups"]
        if people[0] > people[1]:
            people, groups = people[::-1], groups[::-1]
        pairs.setdefault(tuple(people), []).append((day(meeting["on"]), groups, meeting["times"], meeting["state"]))
    ties = {}
    for pair, rows in pairs.items():
        inside = [row for row in rows if row[0] is None or row[0] <= as_of and (not back or row[0] > back)]
        met = [row for row in inside if row[3] == "met"]
        layers["introduced"] += bool(inside)
        layers["met"] += bool(met)
        ever = sorted(row[0] for row in rows if row[3] == "met" and row[0] and row[0] <= as_of)
        if met and len(ever) > 1 and (ever[-1] - ever[0]).days >= view["kept_after"]:
            layers["kept"] += 1
        if met:
            last = max((row[0] for row in met if row[0]), default=None)
            groups = max(met, key=lambda row: (row[0] is not None, row[0] or as_of, row[1]))[1]
            across = [row[0] for row in met if row[0] and row[1][0] != row[1][1]]
            age = (as_of - last).days if last else 0
            weight = 0.5 ** (age / view["half_life"]) if view["half_life"] else 1.0
            ties[pair] = (groups, last, min(across, default=None), weight)
        if back:
            earlier = back.replace(year=back.year - 1)
            if any(row[0] and row[3] == "met" and earlier < row[0] <= back for row in rows):
                before.add(pair)
    return ties, before, layers, as_of, back


def check_network(world):
    measures, of, people = world["measures"], world["of"], world["people"]
    ties, before, layers, as_of, back = edges_of(world["meetings"], world["view"])
    assert [tie["people"] for tie in world["ties"]] == sorted(map(list, ties)), "other ties"
    for name, count in layers.items():
        assert measures[name] == count, f"{name}: {measures[name]} is not {count}"
    dated = {pair for pair, tie in ties.items() if tie[1]}
    change = measures["change"]
    assert (change["before"], change["now"], change["both"]) == (len(before), len(dated), len(before & dated)), change
    same("growth", change["growth"], ratio(len(dated) - len(before), len(before)))
    same("novelty", change["novelty"], ratio(len(dated - before), len(dated)))
    same("churn", change["churn"], ratio(len(before - dated), len(before)))
    graph = nx.Graph()
    graph.add_nodes_from(range(len(people)))
    for (a, b), tie in ties.items():
        graph.add_edge(a, b, weight=tie[3])
    then = {pair: tie[0] for pair, tie in ties.items()}
    check_graph(measures, graph, of, then, world)
    check_people(measures, people, of, ties, as_of, back)


def check_graph(measures, graph, of, then, each=None):
    """`then`: the groups of a tie's people on the day they met; `each`: what was measured for each person."""
    n, m = len(graph), graph.number_of_edges()
    groups = {}
    for person, group in enumerate(of):
        groups.setdefault(group, set()).add(person)
    same("density", measures["density"], nx.density(graph) if n > 1 else None)
    external = sum(a != b for a, b in then.values())
    across = measures["across"]
    assert (across["external"], across["internal"]) == (external, m - external)
    same("X", across["share"], ratio(external, m))
    weights = {pair: graph.edges[pair]["weight"] for pair in then}
    same("weighted X", across["weighted_share"],
         ratio(sum(w for pair, w in weights.items() if then[pair][0] != then[pair][1]), sum(weights.values())))
    chance = ratio(sum(of[a] != of[b] for a in range(n) for b in range(a)), n * (n - 1) / 2)
    same("chance", across["chance"], chance)
    same("lift", across["lift"], ratio(external / m, chance) if m and chance else None)
    for group, found in enumerate(measures["groups"]):
        own = [pair for pair in then.values() if group in pair]
        outward = sum(a != b for a, b in own)
        same("E-I", found["ei"], ratio(2 * outward - len(own), len(own)))
        assert found["silo"] == (len(own) - outward > 5 * outward), found
        assert found["linked"] == len({g for pair in own for g in pair} - {group}), found
        assert found["people"] == len(groups.get(group, ())), found
        assert found["resilience"] == cover(graph, groups.get(group, set()), of), found
        inside = {p for pair, gs in then.items() for p, g in zip(pair, gs) if g == group}
        assert found["contributors"] == len(inside), found
    for pair in measures["pairs"]:
        a, b = pair["groups"]
        assert pair["ties"] == sum(sorted(gs) == [a, b] for gs in then.values()), pair
        held = graph.subgraph(groups.get(a, set()) | groups.get(b, set()))
        assert pair["resilience"] == cover(held, groups.get(a, set()), of), pair
    now = sum(of[a] != of[b] for a, b in graph.edges) and {tuple(sorted((of[a], of[b]))) for a, b in graph.edges} or set()
    seen = {tuple(sorted(gs)) for gs in then.values()} | now
    assert len(measures["pairs"]) == len({pair for pair in seen if pair[0] != pair[1]})

    partition = list(groups.values())
    same("Q", measures["modularity"], nx.community.modularity(graph, partition) if m else None)
    nx.set_node_attributes(graph, dict(enumerate(of)), "group")
    one_group = len({of[v] for v in graph if graph.degree(v)}) < 2
    same("assortativity", measures["assortativity"],
         None if one_group else nx.attribute_assortativity_coefficient(graph, "group"))

    steps = {v: nx.single_source_shortest_path_length(graph, v) for v in graph}
    reached = [(a, b, d) for a in steps for b, d in steps[a].items() if a != b]
    between = [d for a, b, d in reached if of[a] != of[b]]
    all_between = sum(of[a] != of[b] for a in range(n) for b in range(n))
    paths = measures["paths"]
    same("mean path", paths["mean"], ratio(sum(d for *_, d in reached), len(reached)))
    same("unreachable", paths["unreachable"], ratio(n * (n - 1) - len(reached), n * (n - 1)))
    same("mean path between groups", paths["between_groups"], ratio(sum(between), len(between)))
    same("unreachable between groups", paths["unreachable_between_groups"],
         ratio(all_between - len(between), all_between))
    same("efficiency", paths["efficiency"], nx.global_efficiency(graph) if n > 1 else None)
    pieces = list(nx.connected_components(graph))
    found = measures["pieces"]
    assert found["components"] == len(pieces) and found["isolates"] == nx.number_of_isolates(graph), found
    assert found["giant"] == max(map(len, pieces), default=0), found
    edges = sorted(sorted(edge) for edge in nx.bridges(graph))
    points = sorted(nx.articulation_points(graph))
    assert (found["cut_edges"], found["cut_points"]) == (len(edges), len(points)), found

    other = igraph.Graph(n=n, edges=list(graph.edges))
    betweenness = other.betweenness(directed=False)
    concentration = measures["betweenness"]
    same("Gini of betweenness", concentration["gini"], gini(betweenness))
    top = sorted(betweenness, reverse=True)[:-(-n // 10)]
    same("top tenth", concentration["top_tenth_share"], ratio(sum(top), sum(betweenness)))
    largest = max(betweenness, default=0)
    same("centralization", concentration["centralization"],
         sum(largest - b for b in betweenness) / ((n - 1) ** 2 * (n - 2) / 2) if n > 2 else None)
    same("Gini of degree", measures["degree_gini"], gini([graph.degree(v) for v in graph]))
    communities = measures["communities"]
    if m:
        theirs = max(leidenalg.find_partition(other, leidenalg.ModularityVertexPartition, seed=seed, n_iterations=-1,
                                              weights=[graph.edges[e]["weight"] for e in graph.edges]).quality()
                     for seed in range(20))
        searched.append((communities["modularity"], theirs))
    if each is None:
        return
    assert each["cut_edges"] == edges and each["cut_points"] == points
    for ours, theirs in zip(each["betweenness"], betweenness):
        same("betweenness", ours, theirs)
    if n:
        by_networkx = nx.betweenness_centrality(graph, normalized=False)
        for person, ours in enumerate(each["betweenness"]):
            same("betweenness", ours, by_networkx[person])
        constraint = nx.constraint(graph, weight="weight")
        for person, ours in enumerate(each["constraint"]):
            same("constraint", ours, constraint[person])
    members = {}
    for person, community in enumerate(each["community"]):
        members.setdefault(community, set()).add(person)
    assert communities["count"] == len(members)
    if m:
        same("modularity of communities", communities["modularity"],
             nx.community.modularity(graph, list(members.values())))
        for one in members.values():
            assert nx.is_connected(graph.subgraph(one)), "a community in pieces"
        if n > 1 and 1 < len(set(of)) and 1 < len(members) < n:
            same("likeness", communities["like_groups"],
                 igraph.compare_communities(each["community"], of, method="adjusted_rand"))


def cover(graph, left, of):
    """How many must leave before `left` loses every tie to those of other groups: networkx's vertex cover."""
    across = nx.Graph((("l", a) if a in left else ("r", a), ("l", b) if b in left else ("r", b))
                      for a, b in graph.edges if (a in left) != (b in left))
    tops = [node for node in across if node[0] == "l"]
    matching = nx.bipartite.maximum_matching(across, top_nodes=tops)
    return len(nx.bipartite.to_vertex_cover(across, matching, top_nodes=tops))


def check_people(measures, people, of, ties, as_of, back):
    known = [(person, of[at], person["activity"]) for at, person in enumerate(people) if person["activity"]]
    for name, hits, whole in (
        ("participation", sum(a["took_part"] for *_, a in known if a["eligible_months"] > 0),
         sum(a["eligible_months"] > 0 for *_, a in known)),
        ("replies", sum(a["answered"] for *_, a in known), sum(a["asked"] for *_, a in known)),
    ):
        if whole == 0:
            assert measures[name] is None
            continue
        ends = scipy.stats.binomtest(hits, whole).proportion_ci(method="wilson")
        same(name, measures[name]["rate"], hits / whole)
        same(name, measures[name]["low"], float(ends.low))
        same(name, measures[name]["high"], float(ends.high))
    rates = [(group, a["offers"] / a["eligible_months"]) for _, group, a in known if a["eligible_months"] > 0]
    opportunity = measures["opportunity"]
    if rates:
        values = [rate for _, rate in rates]
        same("Gini of opportunity", opportunity["gini"], gini(values))
        if sum(values) > 0:
            mean = sum(values) / len(values)
            entropy = lambda x: x / mean * math.log(x / mean) if x > 0 else 0.0
            total = sum(map(entropy, values)) / len(values)
            of_group = {g: [r for h, r in rates if h == g] for g, _ in rates}
            between = sum(len(r) * entropy(sum(r) / len(r)) for r in of_group.values()) / len(values)
            same("Theil", opportunity["theil"]["total"], total)
            same("Theil between", opportunity["theil"]["between"], between)
    hosts = [a["hosted_weeks"] for *_, a in known if a["hosted_weeks"] > 0]
    if hosts:
        same("hosting", measures["hosting"]["weeks"], sum(hosts))
        same("Gini of hosting", measures["hosting"]["gini"], gini(hosts))
        top = sorted(hosts, reverse=True)[:-(-len(hosts) // 10)]
        same("top tenth of hosts", measures["hosting"]["top_tenth_share"], sum(top) / sum(hosts))
    else:
        assert measures["hosting"] is None

    day = datetime.date.fromisoformat
    happened, censored = [], []
    for at, person in enumerate(people):
        start = person["starts_on"] and day(person["starts_on"])
        if not start or start > as_of or back and start <= back:
            continue
        until = min(as_of, day(person["ends_on"])) if person["ends_on"] else as_of
        across = sorted(tie[2] for pair, tie in ties.items() if at in pair and tie[2])
        if len(across) > 2 and across[2] <= until:
            happened.append(max(0, (across[2] - start).days))
        else:
            censored.append(max(0, (until - start).days))
    curve = measures["newcomers"]
    if not happened and not censored or ties and not any(tie[1] for tie in ties.values()):
        assert curve is None
        return
    assert (curve["people"], curve["events"]) == (len(happened) + len(censored), len(happened)), curve
    if happened:
        survival = scipy.stats.ecdf(scipy.stats.CensoredData(uncensored=happened, right=censored)).sf
        ends = survival.confidence_interval(method="log-log")
        for step in curve["steps"]:
            at = list(survival.quantiles).index(step["day"])
            same("survival", step["survival"], float(survival.probabilities[at]))
            if 0 < step["survival"]:
                same("survival, low", step["low"], float(ends.low.probabilities[at]))
                same("survival, high", step["high"], float(ends.high.probabilities[at]))


def eu_core(binary):
    files = ["--people", str(DATA / "roster.csv"), "--ties", str(DATA / "ties.csv")]
    done = subprocess.run([binary, "measures", *files, "--json"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    measures = json.loads(done.stdout)
    people = list(csv.DictReader((DATA / "roster.csv").open()))
    index = {row["id"]: at for at, row in enumerate(people)}
    names = [group["name"] for group in measures["groups"]]
    of = [names.index(row["team"]) for row in people]
    graph = nx.Graph()
    graph.add_nodes_from(range(len(people)))
    for row in csv.DictReader((DATA / "ties.csv").open()):
        graph.add_edge(index[row["a"]], index[row["b"]], weight=1.0)
    check_graph(measures, graph, of, {(a, b): [of[a], of[b]] for a, b in graph.edges})
    found = measures["communities"]
    print(f"eu-core: {len(graph)} people, {graph.number_of_edges()} ties, X {measures['across']['share']:.6f}, "
          f"Q {measures['modularity']:.6f}, communities {found['count']} of modularity {found['modularity']:.6f} "
          f"(leidenalg {searched[-1][1]:.6f}), mean path {measures['paths']['mean']:.6f}")


searched = []
files = sorted(pathlib.Path(sys.argv[1]).glob("*.json"))
assert files, "no networks"
for file in files:
    try:
        check_network(json.loads(file.read_text()))
    except AssertionError as error:
        raise AssertionError(f"{file.name}: {error}") from error
if len(sys.argv) > 2:
    eu_core(sys.argv[2])
short = [ours - theirs for ours, theirs in searched]
assert min(short) > -0.01 and sum(short) / len(short) > -1e-4, f"communities fall behind: {min(short)}"
print(f"{len(files)} networks measured again: {checks} values equal to 1e-9; communities against leidenalg's best of 20: "
      f"{sum(d > 1e-9 for d in short)} better, {sum(d < -1e-9 for d in short)} worse, by at most {-min(short):.2g}")

"""Outside solvers on the same weft-coffee/1 file, each in the form its authors mean: times and values beside Weft's.

    coffee.py PROBLEM PLAN [lemon binary]

networkx and LEMON solve the round without the link term (a maximum-weight matching); CP-SAT and HiGHS have the whole
problem, with a binary for every pair, and a time limit. All values are recounted here, with the link term.
"""
import collections
import json
import subprocess
import sys
import time

problem, plan = (json.load(open(path)) for path in sys.argv[1:3])
people = problem["people"]
weights = {"new_connection": 1000, "topic": 20, "repeat": 200, "seat": 200, "waited": 300, "thin_link": 300}
weights.update(problem.get("weights", {}))
after = problem["rules"]["repeat_after_days"]
number = {person["id"]: at for at, person in enumerate(people)}
team = [person["team"] for person in people]
topics = [set(person.get("topics", [])) for person in people]
presence = [weights["seat"] + weights["waited"] * min(person.get("waited", 0), 3) for person in people]
ties, between = {}, collections.Counter()
for tie in problem["ties"]:
    p, q = sorted((number[tie["a"]], number[tie["b"]]))
    ties[p, q] = tie.get("days")
    if team[p] != team[q]:
        between[frozenset((team[p], team[q]))] += 1
never = {tuple(sorted((number[a], number[b]))) for a, b in problem["never"]}
assert not any(person.get("slots") or person.get("languages") or person.get("manager") for person in people)
assert not any(t.get("seats") is not None for t in problem["teams"])

edges = {}
for p in range(len(people)):
    for q in range(p + 1, len(people)):
        if team[p] == team[q] or (p, q) in never:
            continue
        value = weights["topic"] * min(3, len(topics[p] & topics[q]))
        new = (p, q) not in ties
        if new:
            value += weights["new_connection"]
        else:
            days = ties[p, q]
            if days is not None and days < after:
                continue
            if days is not None:
                value -= min(weights["repeat"], weights["repeat"] * after // days) if days else weights["repeat"] * min(after, 1)
        edges[p, q] = (value + presence[p] + presence[q], new)


def worth(pairs):
    made, value = collections.Counter(), 0
    for p, q in pairs:
        base, new = edges[min(p, q), max(p, q)]
        value += base
        if new:
            link = frozenset((team[p], team[q]))
            made[link] += 1
            value += weights["thin_link"] // (between[link] + made[link])
    return value


ours = plan["seconds"]
print(f"{'':<34}{'value':>10}{'seconds':>10}{'times ours':>12}")
print(f"{'Weft (bound ' + str(plan['bound']) + ')':<34}{plan['value']:>10}{ours:>10.2f}{1:>12}")


def row(name, pairs, seconds):
    value = worth(pairs) if pairs else "no plan"
    print(f"{name:<34}{value:>10}{seconds:>10.2f}{seconds / ours:>12.1f}", flush=True)


def networkx_matching():
    import networkx

    graph = networkx.Graph()
    graph.add_weighted_edges_from((p, q, value) for (p, q), (value, _) in edges.items())
    began = time.time()
    pairs = networkx.max_weight_matching(graph)
    row("networkx, no link term", pairs, time.time() - began)


def lemon(binary):
    text = [f"{len(people)} {len(edges)}"] + [f"{p} {q} {value}" for (p, q), (value, _) in edges.items()]
    answer = subprocess.run([binary], input="\n".join(text), capture_output=True, text=True, check=True).stdout.split()
    seconds, numbers = float(answer[0]), list(map(int, answer[1:]))
    row("LEMON, no link term", list(zip(numbers[::2], numbers[1::2])), seconds)


def links():
    steps = collections.defaultdict(list)
    for (p, q), (_, new) in edges.items():
        if new:
            steps[frozenset((team[p], team[q]))].append((p, q))
    return steps


def cp_sat(limit):
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    use = {edge: model.new_bool_var("") for edge in edges}
    at = collections.defaultdict(list)
    for (p, q), var in use.items():
        at[p].append(var)
        at[q].append(var)
    for mine in at.values():
        model.add_at_most_one(mine)
    terms = [value * use[edge] for edge, (value, _) in edges.items()]
    for link, own in links().items():
        gains = [weights["thin_link"] // (between[link] + nth) for nth in range(1, min(len(own), 30) + 1)]
        steps = [model.new_bool_var("") for gain in gains if gain > 0]
        model.add(sum(steps) <= sum(use[edge] for edge in own))
        terms += [gain * step for gain, step in zip(gains, steps)]
    model.maximize(sum(terms))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = limit
    solver.parameters.num_workers = 2
    began = time.time()
    status = solver.solve(model)
    pairs = [edge for edge, var in use.items() if solver.value(var)] if status in (2, 4) else []
    row(f"OR-tools CP-SAT, {limit} s at most", pairs, time.time() - began)


def highs(limit):
    import highspy

    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("time_limit", float(limit))
    order = list(edges)
    began = time.time()
    use = {edge: solver.addVariable(lb=0, ub=1, obj=edges[edge][0]) for edge in order}
    for edge in order:
        solver.changeColIntegrality(use[edge].index, highspy.HighsVarType.kInteger)
    at = collections.defaultdict(list)
    for (p, q), var in use.items():
        at[p].append(var.index)
        at[q].append(var.index)
    for mine in at.values():
        solver.addRow(0, 1, len(mine), mine, [1.0] * len(mine))
    for link, own in links().items():
        gains = [weights["thin_link"] // (between[link] + nth) for nth in range(1, min(len(own), 30) + 1)]
        steps = [solver.addVariable(lb=0, ub=1, obj=gain).index for gain in gains if gain > 0]
        mine = [use[edge].index for edge in own]
        solver.addRow(-solver.inf, 0, len(steps) + len(mine), steps + mine, [1.0] * len(steps) + [-1.0] * len(mine))
    solver.changeObjectiveSense(highspy.ObjSense.kMaximize)
    solver.run()
    values = solver.getSolution().col_value
    pairs = [edge for edge in order if values[use[edge].index] > 0.5]
    row(f"HiGHS, a binary per pair, {limit} s", pairs, time.time() - began)


networkx_matching()
if len(sys.argv) > 3:
    lemon(sys.argv[3])
limit = max(20, int(50 * ours))
cp_sat(limit)
highs(limit)

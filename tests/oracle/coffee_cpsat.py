"""Solves coffee problems anew with OR-tools CP-SAT and compares the values with Weft's plans.

    python coffee_cpsat.py FOLDER    # with NNN.problem.json and NNN.plan.json, as tests/optimise.rs writes them

Written from the specification alone; shares nothing with the optimiser. Exit code 1 when a value
differs, when CP-SAT finds a better plan or a bound below Weft's value, or when it proves fewer than
three quarters of them within LIMIT seconds each.
"""

import json
import pathlib
import sys
import time
from itertools import combinations

from ortools.sat.python import cp_model

# Seconds for one problem.
LIMIT = 10

DEFAULTS = {"new_connection": 1000, "topic": 20, "repeat": 200, "seat": 200, "waited": 300, "thin_link": 300, "bridge": 400}


def best(problem):
    weights = {**DEFAULTS, **problem.get("weights", {})}
    rules = {"cross_team": True, "repeat_after_days": 90, "min_common_slots": 1, **problem.get("rules", {})}
    people = {p["id"]: p for p in problem["people"]}
    team = {i: p["team"] for i, p in people.items()}
    ties = {frozenset((t["a"], t["b"])): t.get("days") for t in problem.get("ties", [])}
    never = {frozenset(pair) for pair in problem.get("never", [])}
    known = {}
    for pair in ties:
        a, b = sorted(team[i] for i in pair)
        if a != b:
            known[a, b] = known.get((a, b), 0) + 1

    for link in problem.get("links", []):
        a, b = sorted((link["a"], link["b"]))
        known[a, b] = known.get((a, b), 0) + link["ties"]

    bridges = {frozenset((b["a"], b["b"])) for b in problem.get("bridges", [])}

    def value(i, j):
        """(value, is new) or nothing."""
        p, q, key = people[i], people[j], frozenset((i, j))
        if key in never or (rules["cross_team"] and team[i] == team[j]):
            return None
        if p.get("manager") == j or q.get("manager") == i:
            return None
        speak, spoken = set(p.get("languages") or []), set(q.get("languages") or [])
        if speak and spoken and not speak & spoken:
            return None
        slots, other = p.get("slots"), q.get("slots")
        if slots is not None or other is not None:
            common = set(slots if slots is not None else other) & set(other if other is not None else slots)
            if len(common) < rules["min_common_slots"]:
                return None
        worth = weights["topic"] * min(3, len(set(p.get("topics") or []) & set(q.get("topics") or [])))
        if key not in ties:
            new = team[i] != team[j]
            bridged = frozenset((team[i], team[j])) in bridges
            return worth + (weights["new_connection"] if new else 0) + (weights["bridge"] if new and bridged else 0), new
        days = ties[key]
        if days is not None:
            if days < rules["repeat_after_days"]:
                return None
            if days > 0:
                worth -= min(weights["repeat"], weights["repeat"] * rules["repeat_after_days"] // days)
        return worth, False

    model = cp_model.CpModel()
    terms, of_person, links = [], {i: [] for i in people}, {}
    pairs = {key: v for key in combinations(people, 2) if (v := value(*key)) is not None}

    def add(group):
        var = model.NewBoolVar("")
        worth = sum(pairs[key][0] for key in combinations(group, 2))
        worth += sum(weights["seat"] + weights["waited"] * min(3, people[i].get("waited", 0)) for i in group)
        terms.append(worth * var)
        for i in group:
            of_person[i].append(var)
        for i, j in combinations(group, 2):
            if pairs[i, j][1]:
                links.setdefault(tuple(sorted((team[i], team[j]))), []).append(var)
        return var

    for key in pairs:
        add(key)
    if problem.get("group", {}).get("odd") == "trio" and len(people) % 2 == 1:
        trios = [t for t in combinations(people, 3) if all(key in pairs for key in combinations(t, 2))]
        model.Add(sum(add(t) for t in trios) <= 1)
    for variables in of_person.values():
        model.AddAtMostOne(variables)
    for given in problem["teams"]:
        if given.get("seats") is not None:
            model.Add(sum(v for i in people if team[i] == given["id"] for v in of_person[i]) <= given["seats"])
    for link, variables in links.items():
        steps = [model.NewBoolVar("") for _ in variables]
        for earlier, later in zip(steps, steps[1:]):
            model.AddImplication(later, earlier)
        model.Add(sum(steps) <= sum(variables))
        terms.extend(weights["thin_link"] // (known.get(link, 0) + n) * s for n, s in enumerate(steps, 1))
    model.Maximize(sum(terms))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = LIMIT
    solver.parameters.num_workers = 2
    status = solver.Solve(model)
    # On a busy machine the time may be over before any plan is found: then nothing is known, which is no difference.
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None, None, False
    return round(solver.ObjectiveValue()), round(solver.BestObjectiveBound()), status == cp_model.OPTIMAL


def main():
    wrong = proven = largest = 0
    began = time.monotonic()
    files = sorted(pathlib.Path(sys.argv[1]).glob("*.problem.json"))
    for file in files:
        plan = json.loads(file.with_name(file.name.replace("problem", "plan")).read_text())
        problem = json.loads(file.read_text())
        value, bound, proved = best(problem)
        if proved:
            proven += 1
            largest = max(largest, len(problem["people"]))
        if value is None:
            continue
        if value > plan["value"] or bound < plan["value"] or (proved and value != plan["value"]):
            wrong += 1
            print(f"{file.name}: CP-SAT {value} (bound {bound}), Weft {plan['value']} (bound {plan['bound']})")
    print(f"{len(files)} problems, {wrong} differ, {proven} proved by CP-SAT too, the largest of {largest} people, "
          f"{time.monotonic() - began:.0f} s")
    return 1 if wrong or 4 * proven < 3 * len(files) or not files else 0


if __name__ == "__main__":
    sys.exit(main())

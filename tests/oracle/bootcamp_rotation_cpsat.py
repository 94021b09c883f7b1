"""Solves bootcamps and rotations anew with OR-tools CP-SAT and compares the values with Weft's plans.

    python bootcamp_rotation_cpsat.py FOLDER    # with KIND-NNN.problem.json and .plan.json, as tests/optimise.rs writes them

Written from the specification alone; shares nothing with the optimiser. Every plan is recounted too: Weft's
placements are put into the model as they are. Exit code 1 when a value differs, when one of the two finds
a plan and the other says there is none, or when CP-SAT proves fewer than nine tenths within LIMIT seconds each.
"""

import json
import pathlib
import sys
import time

from ortools.sat.python import cp_model

# Seconds for one problem.
LIMIT = 20

BOOTCAMP = {"new_connection": 1000, "thin_link": 300, "likes": [100, 80, 60, 40, 20], "must": 5000, "load": 10, "moved": 400,
            "outside": 200}
ROTATION = {"new_connection": 1000, "thin_link": 300, "choice": [300, 200, 120, 60, 20], "waited": 300,
            "manager_first": 150, "moved": 400}


def rank(weights, names, name):
    return weights[names.index(name)] if name in names and names.index(name) < len(weights) else 0


def model_of(problem):
    """The model, its variables by (person, team, start), and its objective; nothing when a locked placement is impossible."""
    camp = problem["format"] == "weft-bootcamp/1"
    weights = {**(BOOTCAMP if camp else ROTATION), **problem.get("weights", {})}
    ties = {frozenset((link["a"], link["b"])): link["ties"] for link in problem.get("links", [])}
    times = range(problem["weeks"] if camp else problem["periods"])
    people = {p["id"]: p for p in problem["hires" if camp else "applicants"]}
    teams = {t["id"]: t for t in problem["teams"]}
    home = {i: p["home" if camp else "team"] for i, p in people.items()}
    model = cp_model.CpModel()
    x, worth, terms = {}, {}, []
    for i, p in people.items():
        length = p.get("length", 1)
        if camp:
            hosts = [t for t in teams if t != home[i] and t not in p.get("avoid", [])]
            starts = [s for s in times if s >= p["from"] and s + length <= p["to"]]
        else:
            hosts = p["choices"]
            starts = [s for s in p["periods"] if s + length <= len(times)]
        for t in hosts:
            value = weights["new_connection"] + weights["thin_link"] // (1 + ties.get(frozenset((home[i], t)), 0))
            if camp:
                value += rank(weights["likes"], p.get("likes", []), t)
            else:
                value += rank(weights["choice"], p["choices"], t) * (1 + min(2, p.get("owed", 0))) + weights["waited"] * min(3, p.get("waited", 0))
            for s in starts:
                missed = [w for w in problem.get("windows", []) if camp and w["team"] == t
                          and not (w["from"] <= s and s + length <= w["to"])]
                if any(w.get("hard", False) for w in missed):
                    continue
                x[i, t, s] = model.NewBoolVar("")
                worth[i, t, s] = value - (weights["outside"] if camp else 0) * len(missed)
    terms += [worth[key] * var for key, var in x.items()]

    def at(time, want):
        return [v for (i, t, s), v in x.items() if want(i, t) and s <= time < s + people[i].get("length", 1)]

    for team in teams.values():
        for time_ in times:
            guests = at(time_, lambda i, t: t == team["id"])
            model.Add(sum(guests) <= team["places"][time_])
            if not camp:
                lent = at(time_, lambda i, t: home[i] == team["id"])
                model.Add(sum(lent) <= team["lend"][time_])
                balance = problem.get("rules", {}).get("balance")
                if balance is not None:
                    model.Add(sum(guests) - sum(lent) <= balance)
                    model.Add(sum(lent) - sum(guests) <= balance)
    for i, p in people.items():
        own = {key: v for key, v in x.items() if key[0] == i}
        model.Add(sum(own.values()) <= (p["stints"] if camp else 1))
        if camp:
            for time_ in times:
                model.Add(sum(at(time_, lambda j, t: j == i)) <= 1)
            for pair in problem.get("order", []):
                for (_, t, s), early in own.items():
                    for (_, u, r), late in own.items():
                        if t == pair["then"] and u == pair["first"] and s < r:
                            model.AddBoolOr([early.Not(), late.Not()])
            for team in teams:
                visits = [v for key, v in own.items() if key[1] == team]
                model.Add(sum(visits) <= 1)
                if team in p.get("must", []):
                    missed = model.NewBoolVar("")
                    model.Add(sum(visits) + missed >= 1)
                    terms.append(-weights["must"] * missed)
    if camp:
        for team in teams:
            hosted = [v for key, v in x.items() if key[1] == team]
            for k in range(1, len(hosted) + 1):
                # The k-th placement is there when at least k are.
                there = model.NewBoolVar("")
                model.Add(sum(hosted) <= k - 1 + len(hosted) * there)
                terms.append(-weights["load"] * (k - 1) * there)
    else:
        for manager in {p.get("manager") for p in people.values()} - {None}:
            first = model.NewBoolVar("")
            model.Add(first <= sum(v for key, v in x.items() if people[key[0]].get("manager") == manager))
            terms.append(weights["manager_first"] * first)
    for given in problem.get("given", []):
        kept = x.get((given["person"], given["team"], given["start"]))
        terms.append(-weights["moved"] * (1 - kept) if kept is not None else -weights["moved"])
    for locked in problem.get("locked", []):
        key = (locked["person"], locked["team"], locked["start"])
        if key not in x:
            return None
        model.Add(x[key] == 1)
    return model, x, sum(terms)


def solve(problem, fixed=None):
    """(value, bound, proved); value is nothing when there is no plan."""
    made = model_of(problem)
    if made is None:
        return None, None, True
    model, x, objective = made
    if fixed is not None:
        if not fixed <= set(x):
            return None, None, True
        for key, var in x.items():
            model.Add(var == (key in fixed))
    model.Maximize(objective)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = LIMIT
    solver.parameters.num_workers = 2
    status = solver.Solve(model)
    if status == cp_model.INFEASIBLE:
        return None, None, True
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None, None, False
    return round(solver.ObjectiveValue()), round(solver.BestObjectiveBound()), status == cp_model.OPTIMAL


def main():
    wrong = proven = none = unseen = 0
    began = time.monotonic()
    files = sorted(pathlib.Path(sys.argv[1]).glob("*.problem.json"))
    for file in files:
        plan = json.loads(file.with_name(file.name.replace("problem", "plan")).read_text())
        problem = json.loads(file.read_text())
        weft = None if plan["status"] == "infeasible" else plan["value"]
        value, bound, proved = solve(problem)
        proven += proved
        none += weft is None
        differs = value != weft if proved else weft is not None and (value or weft) > weft
        if weft is not None:
            spots = {(p["person"], p["team"], p["start"]) for p in plan.get("placements", [])}
            worth, _, known = solve(problem, spots)
            # Nothing found in time is no difference, as long as that is rare.
            differs |= worth != weft and (known or worth is not None)
            unseen += worth is None and not known
        if differs:
            wrong += 1
            print(f"{file.name}: CP-SAT {value} (bound {bound}), Weft {weft} (bound {plan['bound']})")
    print(f"{len(files)} problems, {none} without a plan, {wrong} differ, {proven} proved by CP-SAT too, "
          f"{time.monotonic() - began:.0f} s")
    return 1 if wrong or 10 * proven < 9 * len(files) or 10 * unseen > len(files) or not files else 0


if __name__ == "__main__":
    sys.exit(main())

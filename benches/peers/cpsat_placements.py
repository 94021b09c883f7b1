"""Solves a bootcamp or rotation with OR-tools CP-SAT, as a peer of benches/placements.rs.

    python cpsat_placements.py PROBLEM.json SECONDS

Prints one JSON object: value, bound, seconds (building the model and solving it). Both cores are used.
"""

import collections
import json
import sys
import time

from ortools.sat.python import cp_model

BOOTCAMP = {"new_connection": 1000, "thin_link": 300, "likes": [100, 80, 60, 40, 20], "must": 5000, "load": 10, "moved": 400}
ROTATION = {"new_connection": 1000, "thin_link": 300, "choice": [300, 200, 120, 60, 20], "waited": 300,
            "manager_first": 150, "moved": 400}


def rank(weights, names, name):
    return weights[names.index(name)] if name in names and names.index(name) < len(weights) else 0


def model_of(problem):
    """The model, and its constant."""
    camp = problem["format"] == "weft-bootcamp/1"
    weights = {**(BOOTCAMP if camp else ROTATION), **problem.get("weights", {})}
    ties = {}
    for link in problem.get("links", []):
        ties[link["a"], link["b"]] = ties[link["b"], link["a"]] = link["ties"]
    times = problem["weeks"] if camp else problem["periods"]
    teams = {t["id"]: t for t in problem["teams"]}
    given = {(g["person"], g["team"], g["start"]) for g in problem.get("given", [])}
    locked = {(g["person"], g["team"], g["start"]) for g in problem.get("locked", [])}
    model = cp_model.CpModel()
    variables, factors = [], []
    hosted, lent, of_team, of_manager = (collections.defaultdict(list) for _ in range(4))
    constant = -weights["moved"] * len(given)
    for p in problem["hires" if camp else "applicants"]:
        i, length, home = p["id"], p.get("length", 1), p["home" if camp else "team"]
        if camp:
            hosts = [t for t in teams if t != home and t not in p.get("avoid", [])] if p["stints"] else []
            starts = range(p["from"], p["to"] - length + 1)
            constant -= weights["must"] * len(p.get("must", []))
        else:
            hosts, starts = p["choices"], [s for s in p["periods"] if s + length <= times]
        own, at = [], collections.defaultdict(list)
        for t in hosts:
            value = weights["new_connection"] + weights["thin_link"] // (1 + ties.get((home, t), 0))
            if camp:
                value += rank(weights["likes"], p.get("likes", []), t)
                value += weights["must"] if t in p.get("must", []) else 0
            else:
                value += rank(weights["choice"], p["choices"], t) + weights["waited"] * min(3, p.get("waited", 0))
            visits = []
            for s in starts:
                stay, key = range(s, s + length), (i, t, s)
                closed = any(teams[t]["places"][w] == 0 or (not camp and teams[home]["lend"][w] == 0) for w in stay)
                if closed and key not in locked:
                    continue
                x = model.NewBoolVar("")
                if key in locked:
                    model.Add(x == 1)
                variables.append(x)
                factors.append(value + (weights["moved"] if key in given else 0))
                visits.append(x)
                for w in stay:
                    hosted[t, w].append(x)
                    lent[home, w].append(x)
                    at[w].append(x)
            own += visits
            of_team[t] += visits
            if camp and len(visits) > 1:
                model.AddAtMostOne(visits)
        if camp:
            for one in at.values():
                model.AddAtMostOne(one)
            model.Add(cp_model.LinearExpr.Sum(own) <= p["stints"])
        elif own:
            model.AddAtMostOne(own)
            of_manager[p.get("manager")] += own
    balance = problem.get("rules", {}).get("balance")
    total = cp_model.LinearExpr.Sum
    for t, team in teams.items():
        for w in range(times):
            model.Add(total(hosted[t, w]) <= team["places"][w])
            if not camp:
                model.Add(total(lent[t, w]) <= team["lend"][w])
                if balance is not None:
                    model.AddLinearConstraint(total(hosted[t, w]) - total(lent[t, w]), -balance, balance)
        if camp:
            most = min(sum(team["places"]), len(of_team[t]), len(problem["hires"]))
            steps = [model.NewBoolVar("") for _ in range(most)]
            model.Add(total(of_team[t]) == total(steps))
            variables += steps
            factors += [-weights["load"] * k for k in range(most)]
    for manager, all_of in of_manager.items():
        if manager is not None:
            first = model.NewBoolVar("")
            model.Add(first <= total(all_of))
            variables.append(first)
            factors.append(weights["manager_first"])
    model.Maximize(cp_model.LinearExpr.WeightedSum(variables, factors))
    return model, constant


def main():
    began = time.monotonic()
    with open(sys.argv[1], encoding="utf-8") as file:
        model, constant = model_of(json.load(file))
    solver = cp_model.CpSolver()
    left = float(sys.argv[2]) - (time.monotonic() - began)
    answer = {"value": None, "bound": None}
    if left > 0:
        solver.parameters.max_time_in_seconds = left
        solver.parameters.num_workers = 2
        status = solver.Solve(model)
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            answer = {"value": round(solver.ObjectiveValue()) + constant,
                      "bound": int(solver.BestObjectiveBound() // 1) + constant}
    print(json.dumps({**answer, "seconds": round(time.monotonic() - began, 2)}))


if __name__ == "__main__":
    main()

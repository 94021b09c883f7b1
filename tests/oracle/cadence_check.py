"""Daily times around every switch of every zone, found anew with Python's zoneinfo.

A time that the zone's clocks leave out happens at the first instant after the gap, one that they show twice at its first
pass, and several that fall on one instant are one. Usage: cadence_check.py FILE, a JSON object a line.
"""

import json
import sys
import zoneinfo
from datetime import datetime, timedelta, timezone

# The package's own tables, not this machine's.
zoneinfo.reset_tzpath([])


def offset(zone, instant):
    return datetime.fromtimestamp(instant, zone).utcoffset()


def instant_of(zone, wall):
    """The instant of a wall-clock time: PEP 495's first fold, or the end of the gap."""
    first = wall.replace(tzinfo=zone, fold=0)
    at = int(first.astimezone(timezone.utc).timestamp())
    if datetime.fromtimestamp(at, zone).replace(tzinfo=None) == wall:
        return at
    # Left out: the offset changes within two days of it, and the gap's end is where.
    low, high = at - 2 * 86400, at + 2 * 86400
    changes = []
    step = 900
    for moment in range(low, high, step):
        if offset(zone, moment) != offset(zone, moment + step):
            a, b = moment, moment + step
            while b - a > 1:
                middle = (a + b) // 2
                if offset(zone, middle) == offset(zone, a):
                    a = middle
                else:
                    b = middle
            before = datetime.fromtimestamp(b - 1, zone).replace(tzinfo=None)
            after = datetime.fromtimestamp(b, zone).replace(tzinfo=None)
            if before < wall < after:
                changes.append(b)
    assert len(changes) == 1, (zone, wall, changes)
    return changes[0]


def main(path):
    zones, lines, instants, wrong, missing = {}, 0, 0, [], set()
    with open(path) as file:
        for line in file:
            case = json.loads(line)
            name = case["zone"]
            try:
                zone = zones.setdefault(name, zoneinfo.ZoneInfo(name))
            except zoneinfo.ZoneInfoNotFoundError:
                missing.add(name)
                continue
            day = datetime.fromtimestamp(case["after"], timezone.utc).date() - timedelta(days=3)
            found = set()
            for n in range(12):
                wall = datetime(day.year, day.month, day.day, case["hour"], case["minute"]) + timedelta(days=n)
                found.add(instant_of(zone, wall))
            expected = sorted(at for at in found if case["after"] < at < case["before"])
            lines += 1
            instants += len(expected)
            if expected != case["seen"]:
                wrong.append((name, case, expected))
    for name, case, expected in wrong[:10]:
        print(f"{name}: {case}\n   zoneinfo: {expected}")
    print(f"cadences: {lines} around switches of {len(zones)} zones, {instants} instants, {len(wrong)} differ")
    if missing:
        print(f"not among zoneinfo's: {sorted(missing)}")
    # Of the 597 names, those with a switch in the years looked at.
    sys.exit(1 if wrong or len(zones) < 250 else 0)


if __name__ == "__main__":
    main(sys.argv[1])

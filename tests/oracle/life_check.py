"""Lives one stint in calendars: told, moved, host changed, withdrawn; as Python's icalendar reads it.

Usage: python life_check.py FOLDER     (FOLDER from WEFT_LIFE=FOLDER cargo test one_stints_life; files NAME-STEP.ics)
Exits 1 and names each defect.
"""

import pathlib
import sys

import icalendar

# Who has the event after each step, and on which days.
FIRST, SECOND = ("2026-01-12", "2026-01-17"), ("2026-01-19", "2026-01-24")
EXPECTED = {
    "ada": [FIRST, SECOND, SECOND, None],
    "sam": [FIRST, SECOND, None, None],
    "quinn": [None, None, SECOND, None],
    "pia": [FIRST, SECOND, SECOND, None],
}


def take(calendar: dict, text: bytes, say) -> None:
    """What a calendar does with an object that came by mail (RFC 5546, 2.1.5 and 3.2)."""
    parsed = icalendar.Calendar.from_ical(text)
    if parsed.errors:
        say(f"calendar: {parsed.errors}")
    events = parsed.walk("VEVENT")
    if len(events) != 1:
        say(f"{len(events)} events in one object")
    event = events[0]
    if event.errors:
        say(f"event: {event.errors}")
    uid, sequence = str(event["UID"]), int(event["SEQUENCE"])
    days = (event["DTSTART"].dt.isoformat(), event["DTEND"].dt.isoformat())
    known = calendar.get(uid)
    if known and sequence <= known[0]:
        say(f"sequence {sequence} after {known[0]}")
        return
    if str(parsed["METHOD"]) == "REQUEST":
        calendar[uid] = (sequence, days, str(event["ORGANIZER"]))
        return
    if str(parsed["METHOD"]) != "CANCEL" or str(event["STATUS"]) != "CANCELLED":
        say(f"method {parsed['METHOD']}, status {event.get('STATUS')}")
    if known is None:
        say("cancels what was never there")
    elif (known[1], known[2]) != (days, str(event["ORGANIZER"])):
        say(f"cancels {days}, there was {known[1]}")
    if "ATTENDEE" not in event:
        say("cancels without attendees")
    calendar.pop(uid, None)


def main() -> int:
    folder = pathlib.Path(sys.argv[1])
    defects, uids, objects = [], set(), 0
    for name, expected in EXPECTED.items():
        calendar = {}
        for step, wanted in enumerate(expected):
            say = lambda what, name=name, step=step: defects.append(f"{name}, step {step}: {what}")
            path = folder / f"{name}-{step}.ics"
            if path.exists():
                objects += 1
                take(calendar, path.read_bytes(), say)
            uids |= calendar.keys()
            there = [days for _, days, _ in calendar.values()]
            if there != ([wanted] if wanted else []):
                say(f"the calendar has {there}, not {wanted}")
    if len(uids) != 1:
        defects.append(f"{len(uids)} UIDs")
    for defect in defects:
        print(defect)
    print(f"icalendar: {objects} objects of one stint's life in 4 calendars, {len(defects)} defects")
    return 1 if defects or objects < 8 else 0


sys.exit(main())

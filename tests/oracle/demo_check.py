"""Reads all mails of a demo, and a calendar under a secret address, as outside programs would: Python's email package
(strict), icalendar and vobject.

Usage: python demo_check.py MAILS FEEDS     (MAILS: the local mailbox of `weft demo`; FEEDS from WEFT_FEEDS=FOLDER)
Exits 1 and names each defect.
"""

import datetime
import email
import email.policy
import json
import pathlib
import sys
import warnings

import icalendar
import vobject

# vobject 0.9 says so of dateutil; neither is ours.
warnings.filterwarnings("ignore", category=DeprecationWarning)
defects = []
UTC = datetime.timezone.utc


def events_of(text: bytes, say) -> None:
    """One invitation or cancellation, as both libraries read it."""
    parsed = icalendar.Calendar.from_ical(text)
    if parsed.errors or any(event.errors for event in parsed.walk("VEVENT")):
        say(f"icalendar: {parsed.errors}")
    theirs = vobject.readOne(text.decode())
    if not theirs.validate():
        say("vobject does not find it valid")
    one, other = parsed.walk("VEVENT"), theirs.vevent_list
    if len(one) != 1 or len(other) != 1:
        say(f"{len(one)} and {len(other)} events")
    one, other = one[0], other[0]
    for name, mine, yours in [
        ("uid", str(one["UID"]), other.uid.value),
        ("start", one["DTSTART"].dt, other.dtstart.value),
        ("end", one["DTEND"].dt, other.dtend.value),
        ("title", str(one["SUMMARY"]), other.summary.value),
        ("sequence", int(one["SEQUENCE"]), int(other.sequence.value)),
        ("organiser", str(one["ORGANIZER"]), other.organizer.value),
        ("method", str(parsed["METHOD"]), theirs.method.value),
    ]:
        if mine != yours:
            say(f"{name}: {mine!r} and {yours!r}")
    attendees = one.get("ATTENDEE") or []
    attendees = attendees if isinstance(attendees, list) else [attendees]
    if [str(who) for who in attendees] != [who.value for who in other.contents.get("attendee", [])]:
        say("attendees differ")


def mail(path: pathlib.Path, say) -> int:
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.strict)
    for header in ["From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Auto-Submitted"]:
        if len(message.get_all(header) or []) != 1:
            say(f"{header} stands {len(message.get_all(header) or [])} times")
    for name, value in message.items():
        if getattr(value, "defects", ()):
            say(f"{name}: {value.defects}")
    if len(message["To"].addresses) != 1:
        say(f"To: {message['To']}")
    if not message["Message-ID"].strip("<>").startswith(path.stem):
        say(f"Message-ID {message['Message-ID']}")
    if bool(message["List-Unsubscribe"]) != bool(message["List-Unsubscribe-Post"]):
        say("one half of RFC 8058")
    calendars = []
    for part in message.walk():
        if part.defects:
            say(f"{part.get_content_type()}: {part.defects}")
        if part.get_content_type() in ("text/calendar", "application/ics"):
            calendars.append(part.get_payload(decode=True))
    if len(calendars) not in (0, 2) or len(set(calendars)) > 1:
        say(f"{len(calendars)} calendar parts, {len(set(calendars))} of them different")
    for text in calendars[:1]:
        events_of(text, say)
    for kind in ("plain", "html"):
        if not message.get_body((kind,)).get_content().strip():
            say(f"nothing in {kind}")
    return len(calendars[:1])


def instants(times) -> list:
    return [int(at.astimezone(UTC).timestamp()) for at in times]


def feed(folder: pathlib.Path, say) -> int:
    """Every series means the same instants to both libraries, by the zone that stands in the file."""
    text = (folder / "feed.ics").read_bytes()
    expected = json.loads((folder / "expected.json").read_text())
    parsed = icalendar.Calendar.from_ical(text)
    if parsed.errors or any(part.errors for part in parsed.walk()):
        say(f"icalendar: {parsed.errors}")
    zones = {str(zone["TZID"]): zone.to_tz(lookup_tzid=False) for zone in parsed.walk("VTIMEZONE")}
    from dateutil.rrule import rrulestr

    found = 0
    for event in parsed.walk("VEVENT"):
        if "RRULE" not in event:
            continue
        start = event["DTSTART"]
        local = start.dt.replace(tzinfo=None)
        zone = zones[start.params["TZID"]]
        rule = event["RRULE"].to_ical().decode()
        times = [at.replace(tzinfo=zone) for at in rrulestr(rule, dtstart=local)]
        if instants(times) != expected[str(event["SUMMARY"])]:
            say(f"icalendar: {event['SUMMARY']}: other instants")
        found += 1
    theirs = vobject.readOne(text.decode())
    for event in theirs.vevent_list:
        if "rrule" not in event.contents:
            continue
        if instants(event.getrruleset(addRDate=False)) != expected[event.summary.value]:
            say(f"vobject: {event.summary.value}: other instants")
        found += 1
    if found != 2 * len(expected):
        say(f"{found} series read, {len(expected)} expected of each library")
    return sum(len(times) for times in expected.values())


def main() -> int:
    mails, feeds = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    paths = sorted(mails.glob("*.eml"))
    calendars = 0
    for path in paths:
        say = lambda what, path=path: defects.append(f"{path.name}: {what}")  # noqa: E731
        try:
            calendars += mail(path, say)
        except Exception as error:  # noqa: BLE001 - whatever a parser throws is a defect
            say(f"{type(error).__name__}: {error}")
    times = 0
    try:
        times = feed(feeds, lambda what: defects.append(f"feed.ics: {what}"))
    except Exception as error:  # noqa: BLE001
        defects.append(f"feed.ics: {type(error).__name__}: {error}")
    for defect in defects:
        print(defect)
    print(f"{len(paths)} mails of the demo, {calendars} with an event, {len(defects)} defects; {times} times of series")
    return 1 if defects or not paths or not calendars or not times else 0


sys.exit(main())

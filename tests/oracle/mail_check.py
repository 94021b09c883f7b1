"""Reads composed mails as outside clients would: Python's email package (strict) and icalendar.

Usage: python mail_check.py FOLDER     (FOLDER from WEFT_SAMPLES=FOLDER cargo test samples_are_written)
Needs: pip install icalendar
Exits 1 and names each defect.
"""

import datetime
import email
import email.policy
import pathlib
import sys

import icalendar

SINGLE = ["From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Auto-Submitted"]
ALLOWED = {"message-id", "date", "from", "to", "reply-to", "subject", "in-reply-to", "references",
           "auto-submitted", "list-id", "list-unsubscribe", "list-unsubscribe-post", "mime-version",
           "content-type"}


def calendar(text: bytes, say) -> None:
    for line in text.split(b"\r\n"):
        if len(line) > 75:
            say(f"a calendar line of {len(line)} octets")
        if b"\n" in line or b"\r" in line:
            say("a bare line break in the calendar")
    calendar = icalendar.Calendar.from_ical(text)
    if calendar.errors:
        say(f"calendar: {calendar.errors}")
    events = calendar.walk("VEVENT")
    if len(events) != 1:
        say(f"{len(events)} events")
    for event in events:
        if event.errors:
            say(f"event: {event.errors}")
        for wanted in ["UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "ORGANIZER", "STATUS"]:
            if wanted not in event:
                say(f"no {wanted}")
        attendees = event.get("ATTENDEE")
        attendees = attendees if isinstance(attendees, list) else [attendees]
        if not 2 <= len(attendees) <= 3:
            say(f"{len(attendees)} attendees")
        for attendee in attendees:
            if not str(attendee).startswith("mailto:person"):
                say(f"attendee {attendee}")
        start, end = event["DTSTART"].dt, event["DTEND"].dt
        # A placement is whole days; a meeting is in UTC.
        days = not isinstance(start, datetime.datetime)
        if (not days and start.utcoffset().total_seconds() != 0) or end <= start:
            say("start or end")
        if days and (event["DTSTART"].params.get("VALUE") != "DATE" or event["TRANSP"] != "TRANSPARENT"):
            say("whole days that are not marked so, or that block them")
    if calendar["METHOD"] not in ("REQUEST", "CANCEL"):
        say(f"method {calendar['METHOD']}")


def check(path: pathlib.Path, say) -> None:
    raw = path.read_bytes()
    message = email.message_from_bytes(raw, policy=email.policy.strict)
    for header in SINGLE:
        if len(message.get_all(header) or []) != 1:
            say(f"{header} stands {len(message.get_all(header) or [])} times")
    for name, value in message.items():
        if name.lower() not in ALLOWED:
            say(f"unexpected header {name}")
        defects = getattr(value, "defects", ())
        if defects:
            say(f"{name}: {defects}")
    expected = path.with_suffix(".subject").read_text()
    if str(message["Subject"]).split() != expected.split():
        say(f"subject {message['Subject']!r}, not {expected!r}")
    if [a.addr_spec for a in message["To"].addresses] != ["zoe@example.org"]:
        say(f"To: {message['To']}")
    if message["To"].addresses[0].display_name != 'Zoë "Zed" Ångström, PhD':
        say(f"To's name: {message['To'].addresses[0].display_name}")
    kinds = []
    for part in message.walk():
        if part.defects:
            say(f"{part.get_content_type()}: {part.defects}")
        kinds.append(part.get_content_type())
        if part.get_content_type() == "text/calendar":
            content = part.get_payload(decode=True)
            if part.get_param("method") != ("CANCEL" if b"METHOD:CANCEL" in content else "REQUEST"):
                say(f"content type's method {part.get_param('method')}")
            calendar(content, say)
        if part.get_content_type() == "application/ics":
            if part.get_filename() != "invite.ics" or part.get_content_disposition() != "attachment":
                say("the attachment's name")
            calendar(part.get_payload(decode=True), say)
    plain = ["multipart/alternative", "text/plain", "text/html"]
    invited = ["multipart/mixed", *plain, "text/calendar", "application/ics"]
    if kinds not in (plain, invited):
        say(f"structure {kinds}")
    html = message.get_body(("html",)).get_content()
    if html.replace("\r\n", "\n").rstrip() != path.with_suffix(".html").read_text().rstrip():
        say("the page is not what was rendered")


def main() -> int:
    paths = sorted(pathlib.Path(sys.argv[1]).glob("*.eml"))
    defects = []
    for path in paths:
        try:
            check(path, lambda what, path=path: defects.append(f"{path.name}: {what}"))
        except Exception as error:  # noqa: BLE001 - whatever a parser throws is a defect
            defects.append(f"{path.name}: {type(error).__name__}: {error}")
    for defect in defects:
        print(defect)
    print(f"{len(paths)} mails, {len(defects)} defects")
    return 1 if defects or not paths else 0


sys.exit(main())

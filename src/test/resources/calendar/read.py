"""Reads calendar files with python3-icalendar, and compares what it finds with what was meant.

Usage: read.py DIRECTORY, which holds NAME.ics and NAME.json for each case. Prints every trouble; none means none.
"""

import json
import pathlib
import sys
from datetime import datetime, timezone

from icalendar import Calendar


def lines_are_well_formed(data):
    if not data.endswith(b"\r\n"):
        yield "does not end with a line end"
    for line in data[:-2].split(b"\r\n"):
        if len(line) > 75:
            yield "a line of %d octets" % len(line)
        if b"\n" in line or b"\r" in line:
            yield "a bare line end"
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            yield "a letter torn apart by folding"


def moment(event, name, zones):
    """The instant of a property, by nothing but the clocks that the file itself describes."""
    prop = event[name]
    if "TZID" in prop.params:
        return zones[prop.params["TZID"]].localize(prop.dt.replace(tzinfo=None)).astimezone(timezone.utc)
    return prop.dt.astimezone(timezone.utc)


def found(event, zones):
    alarms = [part for part in event.subcomponents if part.name == "VALARM"]
    return {
        "uid": str(event["UID"]),
        "sequence": int(event["SEQUENCE"]),
        "start": moment(event, "DTSTART", zones).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "end": moment(event, "DTEND", zones).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "summary": str(event["SUMMARY"]),
        "description": str(event["DESCRIPTION"]),
        "url": str(event["URL"]),
        "alarms": [int(part["TRIGGER"].dt.total_seconds()) for part in alarms],
    }


def troubles(path):
    data = path.read_bytes()
    yield from lines_are_well_formed(data)
    calendar = Calendar.from_ical(data)
    for part in calendar.walk():
        for name, error in part.errors:
            yield "%s: %s: %s" % (part.name, name, error)
        if not part.is_broken and part.name != "VCALENDAR":
            for name in part.required:
                if name not in part:
                    yield "%s without %s" % (part.name, name)
    for name in ("PRODID", "VERSION", "CALSCALE", "REFRESH-INTERVAL", "X-PUBLISHED-TTL", "X-WR-CALNAME"):
        if name not in calendar:
            yield "no " + name
    if not calendar.subcomponents:
        yield "nothing in it"
    zones = {str(part["TZID"]): part.to_tz() for part in calendar.walk("VTIMEZONE")}
    events = calendar.walk("VEVENT")
    for event in events:
        for name in ("DTSTAMP", "LAST-MODIFIED"):
            if not isinstance(event[name].dt, datetime) or event[name].dt.utcoffset().total_seconds() != 0:
                yield name + " is not in UTC"
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    actual = [found(event, zones) for event in events]
    if actual != expected:
        yield "read %s\n   meant %s" % (json.dumps(actual, indent=1), json.dumps(expected, indent=1))


def main(directory):
    cases = sorted(pathlib.Path(directory).glob("*.ics"))
    for path in cases:
        for trouble in troubles(path):
            print("%s: %s" % (path.name, trouble))
    print("read %d files" % len(cases))


main(sys.argv[1])

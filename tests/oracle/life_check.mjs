// Lives one stint in calendars: told, moved, host changed, withdrawn; as ical.js reads it.
// Usage: node life_check.mjs FOLDER   (FOLDER from WEFT_LIFE=FOLDER cargo test one_stints_life; files NAME-STEP.ics)
// Exits 1 and names each defect.
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.cwd(), "package.json"));
const found = require("ical.js");
const ICAL = found.default ?? found;
ICAL.design.strict = true;

const first = "2026-01-12/2026-01-17";
const second = "2026-01-19/2026-01-24";
const expected = {
  ada: [first, second, second, null],
  sam: [first, second, null, null],
  quinn: [null, null, second, null],
  pia: [first, second, second, null],
};
const folder = process.argv[2];
const defects = [];
const uids = new Set();
let objects = 0;

// What a calendar does with an object that came by mail.
function take(calendar, text, say) {
  const root = new ICAL.Component(ICAL.parse(text));
  const events = root.getAllSubcomponents("vevent");
  if (events.length !== 1) say(`${events.length} events in one object`);
  const event = new ICAL.Event(events[0], { strictExceptions: true });
  if (!event.startDate.isDate || !event.endDate.isDate) say("not whole days");
  const days = `${event.startDate}/${event.endDate}`;
  const known = calendar.get(event.uid);
  if (known && event.sequence <= known.sequence) return say(`sequence ${event.sequence} after ${known.sequence}`);
  const method = root.getFirstPropertyValue("method");
  if (method === "REQUEST") {
    calendar.set(event.uid, { sequence: event.sequence, days, organizer: event.organizer });
    return;
  }
  if (method !== "CANCEL" || events[0].getFirstPropertyValue("status") !== "CANCELLED") say(`method ${method}`);
  if (!known) say("cancels what was never there");
  else if (known.days !== days || known.organizer !== event.organizer) say(`cancels ${days}, there was ${known.days}`);
  if (event.attendees.length === 0) say("cancels without attendees");
  calendar.delete(event.uid);
}

for (const [name, steps] of Object.entries(expected)) {
  const calendar = new Map();
  steps.forEach((wanted, step) => {
    const say = (what) => defects.push(`${name}, step ${step}: ${what}`);
    const path = join(folder, `${name}-${step}.ics`);
    if (existsSync(path)) {
      objects += 1;
      take(calendar, readFileSync(path, "utf8"), say);
    }
    for (const uid of calendar.keys()) uids.add(uid);
    const there = [...calendar.values()].map((event) => event.days);
    if (JSON.stringify(there) !== JSON.stringify(wanted ? [wanted] : [])) say(`the calendar has ${there}, not ${wanted}`);
  });
}
if (uids.size !== 1) defects.push(`${uids.size} UIDs`);
for (const defect of defects) console.log(defect);
console.log(`ical.js: ${objects} objects of one stint's life in 4 calendars, ${defects.length} defects`);
process.exit(defects.length > 0 || objects < 8 ? 1 : 0);

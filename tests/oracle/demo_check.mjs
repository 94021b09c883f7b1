// Reads all mails of a demo, and a calendar under a secret address, with npm's mailparser and ical.js.
// Usage: node demo_check.mjs MAILS FEEDS   Exits 1 and names each defect.
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.cwd(), "package.json"));
const { simpleParser } = require("mailparser");
const found = require("ical.js");
const ICAL = found.default ?? found;
ICAL.design.strict = true;

const [mails, feeds] = process.argv.slice(2);
const names = readdirSync(mails).filter((n) => n.endsWith(".eml")).sort();
const defects = [];
let calendars = 0;

function event(text, say) {
  const root = new ICAL.Component(ICAL.parse(text));
  const events = root.getAllSubcomponents("vevent");
  if (events.length !== 1) say(`${events.length} events`);
  const one = new ICAL.Event(events[0], { strictExceptions: true });
  if (!one.uid || !one.summary || !one.startDate || !one.endDate) say("an event without uid, title or dates");
  if (!one.startDate.isDate && one.startDate.zone !== ICAL.Timezone.utcTimezone) say(`zone ${one.startDate.zone}`);
  if (one.endDate.compare(one.startDate) <= 0) say("it ends before it begins");
  if (!one.organizer?.startsWith("mailto:")) say(`organiser ${one.organizer}`);
  if (!["REQUEST", "CANCEL"].includes(root.getFirstPropertyValue("method"))) say("method");
}

for (const name of names) {
  const say = (what) => defects.push(`${name}: ${what}`);
  try {
    const mail = await simpleParser(readFileSync(join(mails, name)), { skipHtmlToText: true, skipTextToHtml: true });
    if (!mail.subject || !mail.html || !mail.text) say("no subject, text or page");
    if (mail.to.value.length !== 1 || mail.from.value.length !== 1) say("sender or reader");
    if (!mail.messageId.startsWith(`<${name.replace(".eml", "")}@`)) say(`message id ${mail.messageId}`);
    if (Number.isNaN(mail.date?.getTime())) say("no date");
    if (mail.headers.has("bcc")) say("a Bcc header");
    if (mail.attachments.length > 0) calendars += 1;
    for (const part of mail.attachments) event(part.content.toString("utf8"), say);
  } catch (error) {
    say(String(error));
  }
}

// Every series means the same instants by the zone that stands in the file, and by no other knowledge.
let times = 0;
try {
  const say = (what) => defects.push(`feed.ics: ${what}`);
  const expected = JSON.parse(readFileSync(join(feeds, "expected.json"), "utf8"));
  const root = new ICAL.Component(ICAL.parse(readFileSync(join(feeds, "feed.ics"), "utf8")));
  ICAL.TimezoneService.reset();
  for (const zone of root.getAllSubcomponents("vtimezone")) {
    ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  }
  let series = 0;
  for (const component of root.getAllSubcomponents("vevent")) {
    const one = new ICAL.Event(component);
    if (!one.isRecurring()) continue;
    series += 1;
    const iterator = one.iterator();
    const seconds = [];
    for (let next = iterator.next(); next; next = iterator.next()) seconds.push(next.toUnixTime());
    const wanted = expected[one.summary];
    if (JSON.stringify(seconds) !== JSON.stringify(wanted)) say(`${one.summary}: other instants`);
    times += seconds.length;
  }
  if (series !== Object.keys(expected).length) say(`${series} series`);
} catch (error) {
  defects.push(`feed.ics: ${error}`);
}
for (const defect of defects) console.log(defect);
console.log(`${names.length} mails of the demo, ${calendars} with an event, ${defects.length} defects; ${times} times of series`);
process.exit(defects.length > 0 || names.length === 0 || calendars === 0 || times === 0 ? 1 : 0);

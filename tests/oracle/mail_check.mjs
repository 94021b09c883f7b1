// Reads composed mails with npm's mailparser and ical.js.
// Usage: node mail_check.mjs FOLDER   (run where `npm i mailparser ical.js` was done, or set NODE_PATH)
// Exits 1 and names each defect.
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.cwd(), "package.json"));
const { simpleParser } = require("mailparser");
const found = require("ical.js");
const ICAL = found.default ?? found;

const folder = process.argv[2];
const names = readdirSync(folder).filter((n) => n.endsWith(".eml")).sort();
const defects = [];

function calendar(text, say) {
  ICAL.design.strict = true;
  const root = new ICAL.Component(ICAL.parse(text));
  const events = root.getAllSubcomponents("vevent");
  if (events.length !== 1) say(`${events.length} events`);
  const event = new ICAL.Event(events[0], { strictExceptions: true });
  if (!event.uid || !event.summary || !event.startDate || !event.endDate) say("an event without uid, summary or dates");
  // A placement is whole days, without a zone; a meeting is in UTC.
  if (!event.startDate.isDate && event.startDate.zone !== ICAL.Timezone.utcTimezone) say(`zone ${event.startDate.zone}`);
  if (event.endDate.compare(event.startDate) <= 0) say("it ends before it begins");
  if (event.attendees.length < 2 || event.attendees.length > 3) say(`${event.attendees.length} attendees`);
  for (const attendee of event.attendees) {
    if (!attendee.getFirstValue().startsWith("mailto:person")) say(`attendee ${attendee.getFirstValue()}`);
    if (!attendee.getParameter("cn")) say("an attendee without a name");
  }
  if (!event.organizer.startsWith("mailto:")) say(`organiser ${event.organizer}`);
  return root.getFirstPropertyValue("method");
}

for (const name of names) {
  const say = (what) => defects.push(`${name}: ${what}`);
  try {
    const path = join(folder, name);
    const mail = await simpleParser(readFileSync(path), { skipHtmlToText: true, skipTextToHtml: true });
    const words = (s) => s.split(/\s+/).filter(Boolean).join(" ");
    const subject = readFileSync(path.replace(/eml$/, "subject"), "utf8");
    if (words(mail.subject) !== words(subject)) say(`subject ${mail.subject}`);
    const html = readFileSync(path.replace(/eml$/, "html"), "utf8");
    if (words(mail.html) !== words(html)) say("the page is not what was rendered");
    if (mail.to.value.length !== 1 || mail.to.value[0].address !== "zoe@example.org") say(`to ${mail.to.text}`);
    if (mail.from.value.length !== 1) say(`from ${mail.from.text}`);
    if (!mail.messageId.endsWith("@weft.example.org>")) say(`message id ${mail.messageId}`);
    if (Number.isNaN(mail.date?.getTime())) say("no date");
    if (mail.headers.has("bcc")) say("a Bcc header");
    // mailparser lists the calendar alternative among the attachments too.
    for (const part of mail.attachments) {
      const method = calendar(part.content.toString("utf8"), say);
      if (!["REQUEST", "CANCEL"].includes(method)) say(`method ${method}`);
    }
    if (/^match--(invitation|trio|markup|header|unicode|long)|--cancel/.test(name) && mail.attachments.length < 1) say("no invitation");
  } catch (error) {
    say(String(error));
  }
}
for (const defect of defects) console.log(defect);
console.log(`${names.length} mails, ${defects.length} defects`);
process.exit(defects.length > 0 || names.length === 0 ? 1 : 0);

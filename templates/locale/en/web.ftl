### The frame of the pages, errors, sign-in, account, settings, privacy.

title-error = Error:
skip-to-content = Skip to content
nav-label = Pages
menu = Menu
menu-close = Close the menu
sign-out = Sign out
change = Change
cancel = Cancel
problems-title = There is a problem
pages-label = Pages of this list
pages-before = ← Newer
pages-after = Older →
footer-privacy = Privacy
theme-label = Colours
theme-device = As the device
theme-light = Light
theme-dark = Dark

nav-group-own = You
nav-group-rounds = Rounds
nav-group-roster = Roster
nav-group-service = Service
nav-home = Home
nav-programmes = Programmes
nav-history = People you met
nav-preferences = Preferences
nav-rather-not = Rather not
nav-mailbox = Mails to you
nav-account = My data
nav-admin-programmes = Manage programmes
nav-runs = Runs
nav-capacity = Team capacity
nav-people = People
nav-teams = Teams
nav-import = Import
nav-outbox = Outbox
nav-local-mailbox = Local mailbox
nav-audit = Audit log
nav-health = Health
nav-settings = Settings

banner-paused-title = All sending is stopped.
banner-paused = Notices wait in the outbox until somebody starts sending again. Sign-in mails still go out.
banner-paused-link = Look at it
banner-mailbox-title = Mails stay here
banner-mailbox = No mail server is set up: mails are kept here and reach nobody outside.
banner-mailbox-link = Open the mailbox

error-way-home = Go to the start page
error-way-sign-in = Sign in
error-not-found-title = There is no such page
error-not-found = The address may be mistyped, or what it showed is gone or not yours to see.
error-forbidden-title = This page is not open to you
error-forbidden = Your roles do not include it. If you need it, ask an administrator of your organisation.
error-cross-site-title = This form came from another site
error-cross-site = Nothing was changed. Open the page here and send the form again.
error-method-title = This address does not work that way
error-method = Nothing was changed. Use the buttons of the page itself.
error-stale-title = Somebody was faster
error-stale = What you wanted to change has changed meanwhile, so nothing was done. Look at how it stands now.
error-expired-link-title = This link has expired
error-expired-link = Links in mails work for a limited time. You find everything they lead to on your start page.
error-broken-link-title = This link is not complete
error-broken-link = It may have been cut in the mail. Copy the whole link, or open your start page.
error-too-large-title = That is too much for this page
error-too-large = Nothing was saved. This page takes up to { $limit } KB at a time.
error-unreadable-title = The form could not be read
error-unreadable = Nothing was changed. Open the page again and send its form.
error-too-often-title = Too many tries
error-too-often =
    { $minutes ->
        [one] Please wait a minute, then try again.
       *[other] Please wait { $minutes } minutes, then try again.
    }
error-timeout-title = That took too long
error-timeout = The page was stopped before it was done. If you sent a form, it is most likely not saved: open the page again and look before you send it once more.
error-away-title = Weft cannot reach its data for a moment
error-away = Nothing of this request was saved. It was noted for those who run Weft; try again in a minute.
error-unsure = The connection was lost at the very moment of saving. It may be saved, or not: open the page again and look before you send it once more.
error-internal-title = Something went wrong on our side
error-internal = Nothing of this request was saved. It was noted for those who run Weft; try again in a moment.

role-participant = Participant
role-lead = Team lead
role-coordinator = Coordinator
role-hr = HR
role-admin = Administrator
role-auditor = Auditor

privacy-title = What Weft keeps, and who sees it
privacy-lead = Weft brings people of { $organisation } together. It keeps what it needs for that, shows it to as few as possible, and tells you who looked.
privacy-roles-heading = Who sees what
privacy-role = Role
privacy-sees = Sees
privacy-never = Never sees
privacy-participant-sees = Their own profile, history and reasons; the people they are matched with; who looked at their data; the open map; figures about groups, with how often they are opened
privacy-participant-never = Other people's preferences, rather-not lists and feedback
privacy-lead-sees = What their own team can spare, and who is hosted when
privacy-lead-never = Who declined, and coffee groups
privacy-coordinator-sees = Rosters and calendars of bootcamps and rotations; problems of delivery
privacy-coordinator-never = Coffee groups and rather-not lists
privacy-hr-sees = The figures about groups of at least five people that everybody may read; the open map, as everybody
privacy-hr-never = Names, individual participation, skipped rounds, isolated people
privacy-admin-sees = Configuration, the states of runs and mails, bounces
privacy-admin-never = Feedback and rather-not lists
privacy-auditor-sees = The audit log, the history of the configuration, and the papers on data protection
privacy-auditor-never = Personal content
privacy-kept-heading = What is kept, and how long
privacy-kept-directory = What the directory says
privacy-kept-directory-how = Name, address, team, manager, site, start: while you are on the roster, and { $leavers } days after you leave.
privacy-kept-files = Uploaded lists of people
privacy-kept-files-how = { $files } days after the upload.
privacy-kept-views = Who looked at your data, and when you opened figures
privacy-kept-views-how = { $views } days.
privacy-kept-figures = Who stood behind figures
privacy-kept-figures-how = By internal numbers, as long as there are figures: later quarters must not be subtracted from earlier ones. Nobody sees it.
privacy-kept-profile = Your profile
privacy-kept-profile-how = Until you change or erase it, at the latest { $leavers } days after you leave.
privacy-kept-history = Meetings
privacy-kept-history-how = While you are on the roster, so that nobody is introduced to you twice, and { $leavers } days after you leave. Then, or when you erase your data, meetings stay as counts without you.
privacy-kept-mails = Mails sent to you
privacy-kept-mails-how = Text, subject and address for { $mails } days, so that you can see what was sent, or until you erase your data. That a mail was sent stays, without them.
privacy-kept-sign-in = Sign-in
privacy-kept-sign-in-how = A session ends after 12 hours without use and after 14 days at the latest. Only fingerprints of links, codes and sessions are kept.
privacy-kept-audit = Audit log
privacy-kept-audit-how = What was decided and by whom, by internal numbers, without names or addresses.
privacy-promises-heading = What you can rely on
privacy-promise-links = A link in a mail changes nothing by being opened: it shows a page with one button.
privacy-promise-rather-not = Your rather-not list is yours alone. It works silently, in both directions, and is in no report.
privacy-promise-groups = No figure about fewer than five people is shown to anybody.
privacy-promise-map = You are on the open map only if you chose to be, with your name, your team and your ties to others who chose the same. Everybody signed in sees the same map, HR too. You take yourself off with one button, and the next answer is without you.
privacy-promise-looked = Whoever looks at your data is listed on your page “My data”.
privacy-promise-third = Pages load nothing from other sites, and no one else counts your visits.
privacy-contact-heading = Questions
privacy-contact = Write to { $address }, or ask an administrator of your organisation.

papers-title = Papers on data protection
papers-lead = What this version stores, what for, who sees it and how long. Its tables are checked against the program.
paper-dpia = Impact assessment (template, Markdown)
paper-works-agreement = Annex to a works agreement (template, Markdown)
paper-privacy = What Weft knows about people (Markdown)
paper-head = { $organisation }, { $date }, Weft { $version }. At least { $k } people stand behind each figure of quarters to come; { $quarters ->
    [one] one quarter is
   *[other] { $quarters } quarters are
} published.

## Signing in

sign-in-title = Sign in
sign-in-lead = We send you a link and a code. There is no password.
sign-in-address = Your work address
sign-in-address-hint = The one your organisation knows you by
sign-in-address-wrong = Enter an address such as ada@example.org
sign-in-button = Send me a sign-in mail
sign-in-button-go = Go to sign-in
sign-in-out = You are signed out.
sign-in-sees-title = What HR can and cannot see
sign-in-sees = Can see
sign-in-sees-what = Numbers about groups of five people or more: how many take part, which teams are connected.
sign-in-never = Cannot see
sign-in-never-what = Whom you meet, what you answer, which rounds you skip, and your rather-not list.
sign-in-privacy = All about privacy
sign-in-sent-title = Check your mail
sign-in-sent-lead = If { $address } belongs to somebody here, a mail is on its way. Its link and code work once, within { $minutes } minutes.
sign-in-code = Code from the mail
sign-in-code-hint = Six digits. Or press the link in the mail, on any device.
sign-in-code-button = Sign in
sign-in-code-digits = Enter the six digits from the mail
sign-in-code-wrong = { $left ->
    [one] That is not the code of the mail. You can try once more.
   *[other] That is not the code of the mail. You can try { $left } more times.
}
sign-in-nothing = No mail came?
sign-in-nothing-what = Wait a minute, and look into your spam folder. If you typed another address than the one your organisation knows, nothing is sent.
sign-in-send-again = Send it again
sign-in-other-address = Use another address
sign-in-confirm-title = Sign in as { $name }?
sign-in-confirm-lead = Press the button only if you asked for this mail yourself.
sign-in-printed-lead = This link was made on the command line; no mail went out. Press the button only if whoever runs Weft gave it to you.
sign-in-printed-when = Made on
sign-in-confirm-device = Asked for with
sign-in-confirm-when = Asked for on
sign-in-confirm-here = You are using
sign-in-confirm-button = Sign in here
sign-in-confirm-not-me = That was not me
sign-in-again-title = Ask for a new mail
sign-in-again-expired = This link has expired: links work for a quarter of an hour. Press the button, and a new one is on its way.
sign-in-again-used = This link was used already: each works once. Press the button, and a new one is on its way.
sign-in-again-code = This code is not valid any more: it has expired, was used, or was tried too often. Press the button, and a new one is on its way.

## Setting up

set-up-title = Welcome to Weft
set-up-lead = Nobody is on the roster yet. Three steps on the machine that runs Weft, and you are in.
set-up-roster = 1. Bring in the roster
set-up-roster-what = A CSV file with name, address, team and manager. You see what would change before anything is written.
set-up-admin = 2. Make yourself an administrator
set-up-admin-what = With an address from the roster:
set-up-sign-in = 3. Sign in
set-up-sign-in-what = At { $address }, with the same address.
set-up-next = What comes next
set-up-next-mail = Send a test mail from the settings. Without a mail server, mails stay in the local mailbox.
set-up-next-programme = Create a coffee programme, in words: “every 2 weeks on Tuesday 09:00”.
set-up-next-roles = Give roles to those who help you.
set-up-demo = Only looking around? A made-up organisation with a year of rounds:

## My data

language-own-name = English
save = Save
mine-title = My data
mine-lead = Everything Weft holds about you, who looked at it, and how to take it along or have it erased.
mine-directory = What the directory says
mine-directory-what = This comes from your organisation's roster. If something is wrong, have it changed there.
mine-name = Name
mine-address = Address
mine-team = Team
mine-manager = Manager
mine-site = Site
mine-starts-on = Here since
mine-roles = Roles
mine-held = What Weft added
mine-count-programmes = programmes you take part in
mine-count-groups = meetings you were told of
mine-count-ties = people it knows you know
mine-count-rather-nots = names on your rather-not list
mine-count-mails = mails to you
mine-download = Download everything (JSON)
mine-download-csv = Download meetings (CSV)
mine-see-mails = See the mails
mine-looked = Who looked
mine-looked-when = When
mine-looked-who = Who
mine-looked-what = What
mine-looked-empty-title = Nobody looked at your data.
mine-looked-empty = When somebody does, it is listed here with the day and their role.
view-by-admin = Administrator
view-of-mail = A mail to you, in the local mailbox
view-of-data = Your data
mine-locale = Language and time zone
mine-locale-saved = Saved. Pages and mails follow from now on.
mine-language = Language of pages and mails
mine-language-wrong = Choose one of the languages
mine-zone = Time zone
mine-zone-hint = Region and city, such as Europe/Berlin or America/New_York
mine-zone-wrong = Enter a time zone such as Europe/Berlin
mine-sessions = Where you are signed in
mine-session-device = Device
mine-session-since = Since
mine-session-used = Last used
mine-session-here = this one
mine-session-end = Sign out
mine-session-end-others = Sign out everywhere else
mine-session-ended = Signed out there.
mine-erase = Erase my data
mine-erase-what = You leave all programmes, and your profile, lists and mails are deleted. Meetings stay as counts without your name.
mine-erase-button = Erase my data …
mine-last-admin-title = You are the last administrator
mine-last-admin = Make somebody else an administrator first; otherwise nobody could run Weft any more. Nothing was erased.

erase-title = Erase my data
erase-lead = This cannot be undone. It happens at once.
erase-gone = What is deleted
erase-gone-profile = Your name, address, site, manager and start date, your profile and your pauses
erase-gone-rather-nots = { $n ->
    [0] Your rather-not list, which is empty
    [one] Your rather-not list with one name
   *[other] Your rather-not list with { $n } names
}
erase-gone-programmes = { $n ->
    [0] You take part in no programme, so there is none to leave
    [one] Your part in one programme
   *[other] Your part in { $n } programmes
}
erase-gone-mails = { $n ->
    [0] No mails: none were sent to you
    [one] The one mail kept for you
   *[other] The { $n } mails kept for you
}
erase-gone-waiting = { $n ->
    [one] One notice that was about to be sent to you is withdrawn
   *[other] { $n } notices that were about to be sent to you are withdrawn
}
erase-gone-sessions = { $n ->
    [one] Your one session: you are signed out
   *[other] Your { $n } sessions: you are signed out everywhere
}
erase-stays = What stays, without your name
erase-stays-groups = { $n ->
    [0] No meetings
    [one] One meeting, as a count
   *[other] { $n } meetings, as counts
}
erase-stays-ties = { $n ->
    [0] No ties between people
    [one] One tie between people, as a count
   *[other] { $n } ties between people, as counts
}
erase-stays-audit = A line in the audit log that somebody's data were erased, by an internal number
erase-open-groups = { $n ->
    [one] You are in one open meeting. The others are told that it does not take place with you.
   *[other] You are in { $n } open meetings. The others are told that they do not take place with you.
}
erase-owned = { $n ->
    [one] You own one programme. Somebody else should take it over first.
   *[other] You own { $n } programmes. Somebody else should take them over first.
}
erase-first = You may want to keep a copy first:
erase-word = erase
erase-typed = To confirm, type “{ $word }”
erase-typed-wrong = Type “{ $word }” to confirm
erase-button = Erase my data now
erased-title = Your data are erased
erased-lead = You are signed out. Nothing more is sent to you.
erased-again = If your organisation keeps you on its roster, you may come in again later as somebody new: without a history, and in no programme.

## Mails

mailbox-title = Mails to you
mailbox-lead = Every mail Weft sent you, as it was sent.
mailbox-all-title = Local mailbox
mailbox-all-lead = Mails that would have gone out, as they would have arrived. When you open somebody else's mail, it is listed on their page “My data”.
mailbox-empty-title = No mails yet.
mailbox-empty = A mail shows up here a few seconds after it was sent.
mailbox-to = To { $address }
mailbox-from = from { $address }
mailbox-attached = Attached
mailbox-text = As plain text
mailbox-headers = Headers
mailbox-choose = Choose a mail from the list.
mailbox-sign-in = This is somebody's way to sign in. Only they can open it.
mailbox-closed = This mail is to somebody else. If you open it, they see on their page “My data” that an administrator did, and when.
mailbox-open = Open it

## Settings and roles

settings-title = Settings
settings-lead = What this installation is, how its mails go out, and who may do what.
settings-sending = Sending
settings-sending-on = Mails go out
settings-sending-paused = All sending is stopped
settings-since = since
settings-sending-pause = Stop all sending
settings-sending-resume = Start sending again
settings-installation = Installation
settings-installation-what = Set in the configuration file or the environment; a change takes a restart.
settings-organisation = Organisation
settings-base-url = Address of the service
settings-zone = Time zone
settings-engine = Database
settings-mail = Mail
settings-mail-way = Mails go
settings-mail-local = into the local mailbox
settings-mail-relay = through a mail server
settings-mail-from = Sender
settings-test = Send a test mail to myself
settings-test-sent = A test mail to { $address } is on its way.
settings-roles-granted = Roles granted
settings-admins = { $n ->
    [one] One person
   *[other] { $n } people
}
sending-pause-title = Stop all sending?
sending-pause-lead = No mail leaves until somebody starts sending again.
sending-waiting-stay = { $n ->
    [0] No notice is waiting right now
    [one] One notice that is waiting stays where it is
   *[other] { $n } notices that are waiting stay where they are
}
sending-in-hand = { $n ->
    [0] No mail is just being handed over
    [one] One mail that is just being handed over is finished
   *[other] { $n } mails that are just being handed over are finished
}
sending-rounds-go-on = Rounds go on: what is released now is told when sending starts again
sending-sign-in = Sign-in mails still go out, so that nobody is locked out
sending-resume-title = Start sending again?
sending-resume-lead = Everything that waited goes out at once.
sending-waiting-go = { $n ->
    [0] No notice is waiting
    [one] One waiting notice goes out
   *[other] { $n } waiting notices go out
}
sending-late = What has become pointless meanwhile is not sent: notices know until when they make sense

roles-title = Roles
roles-lead = Everybody on the roster takes part. These people may do more; each change is in the audit log.
roles-empty-title = Nobody has a role yet.
roles-empty = Grant the first one below.
roles-grant = Grant a role
roles-grant-button = Grant the role
roles-address-hint = Of somebody on the roster
roles-no-person = Nobody on the roster has this address
roles-revoke = Take back
roles-granted = The role is granted.
roles-revoked = The role is taken back.
roles-last-admin-title = This is the last administrator
roles-last-admin = Make somebody else an administrator first; otherwise nobody could run Weft any more. Nothing was changed.
roles-privacy = What each role sees and never sees

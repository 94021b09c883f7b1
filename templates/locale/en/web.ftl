<<<<<<< HEAD
### web
=======
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
nav-admin-programmes = Programmes
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
banner-mailbox-title = Local mailbox.
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
error-timeout = The page was stopped before it was done, and nothing was saved. Try again in a moment.
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
privacy-participant-sees = Their own profile, history and reasons; the people they are matched with; who looked at their data
privacy-participant-never = Other people's preferences, rather-not lists and feedback
privacy-lead-sees = What their own team can spare, and who is hosted when
privacy-lead-never = Who declined, and coffee groups
privacy-coordinator-sees = Rosters and calendars of bootcamps and rotations; problems of delivery
privacy-coordinator-never = Coffee groups and rather-not lists
privacy-hr-sees = Numbers about groups of at least five people
privacy-hr-never = Names, individual participation, skipped rounds, isolated people
privacy-admin-sees = Configuration, the states of runs and mails, bounces
privacy-admin-never = Feedback and rather-not lists
privacy-auditor-sees = The audit log and the history of the configuration
privacy-auditor-never = Personal content
privacy-kept-heading = What is kept, and how long
privacy-kept-profile = Your profile
privacy-kept-profile-how = Until you erase it or leave. You can change it at any time.
privacy-kept-history = Meetings
privacy-kept-history-how = While you are on the roster, so that nobody is introduced to you twice. When you erase your data, meetings stay as counts without you.
privacy-kept-mails = Mails sent to you
privacy-kept-mails-how = While you are on the roster, so that you can see what was sent. Erased with your data.
privacy-kept-sign-in = Sign-in
privacy-kept-sign-in-how = A session ends after 12 hours without use and after 14 days at the latest. Only fingerprints of links, codes and sessions are kept.
privacy-kept-audit = Audit log
privacy-kept-audit-how = What was decided and by whom, by internal numbers, without names or addresses.
privacy-promises-heading = What you can rely on
privacy-promise-links = A link in a mail changes nothing by being opened: it shows a page with one button.
privacy-promise-rather-not = Your rather-not list is yours alone. It works silently, in both directions, and is in no report.
privacy-promise-groups = No figure about fewer than five people is shown to HR.
privacy-promise-looked = Whoever looks at your data is listed on your page “My data”.
privacy-promise-third = Pages load nothing from other sites, and no one else counts your visits.
privacy-contact-heading = Questions
privacy-contact = Write to { $address }, or ask an administrator of your organisation.
>>>>>>> f67e549 (Web: the frame (routes, policy guard, errors as pages, design system, assets), sessions)

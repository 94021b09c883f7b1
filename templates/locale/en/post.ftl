# Mail that comes back, the relay, and the calendar under a secret address.

mail-unreachable-subject = Mail to { $name } comes back
mail-unreachable-preheader = Nothing more is sent to this address until it is mended.
mail-unreachable-lead = { $name } cannot be reached: the mail server says that the mailbox does not exist.
mail-unreachable-about = It was a mail about { $programme }. Nothing more is sent to this address, and { $programme } draws without this person until it works again.
mail-unreachable-service = It was a mail of Weft itself. Nothing more is sent to this address until it works again.
mail-unreachable-status = The mail server’s answer
mail-unreachable-todo = Most often somebody has left, or the address in the roster is wrong. A roster with a new address mends it by itself; otherwise an administrator presses one button.
mail-unreachable-link = Everybody who cannot be reached
mail-footer-unreachable = You get this because you answer for a programme, or for Weft, and somebody is left out of it.
notice-kind-unreachable = Address that does not work

unreachable-title = People who cannot be reached
unreachable-lead = Mail to these addresses came back for good. Nothing is sent to them and no round draws these people, until the roster brings another address or you say that the address works.
unreachable-empty-title = Everybody can be reached
unreachable-empty = When mail to somebody comes back for good, they stand here, and the owner of the programme hears of it.
unreachable-since = Nothing sent since
unreachable-status = Answer
unreachable-lift = Write again
unreachable-lifted = They are written to again, and the next round draws them.
unreachable-reached = They were written to already.
bounces-title = What came back in the last 30 days
bounces-meaning = Meaning
bounces-said = Status, or why it was set aside
bounces-about = A report counts only when it carries the signed token of the mail it is about; nobody can silence somebody else with a made-up one.
bounce-hard = Address gone
bounce-soft = Passing
bounce-aside = Set aside
outbox-unreachable = { $n ->
    [one] One person cannot be reached
   *[other] { $n } people cannot be reached
}
relay-down = The mail relay has not worked since { $since }: { $reason }. Messages wait. It is tried again at { $next }.
relay-down-mailbox = The local mailbox has not worked since { $since }: { $reason }. Messages wait. It is tried again at { $next }.
relay-why-unknown = no answer
status-relay = Mail relay
status-relay-up = It took the last message.
status-relay-todo = Look at the relay, its name and password; messages wait and go out by themselves when it works again.
person-unreachable = Cannot be reached since { $date }
person-reach = Write again
action-person-unreachable = Address found not to work
action-person-reachable = Written to again
action-calendar-address-made = Calendar address made
action-calendar-address-revoked = Calendar address revoked

feed-title = My calendar
feed-lead = Your own dates from Weft in your calendar, kept up to date by themselves.
feed-address = Your address
feed-address-once = This address is shown once. Copy it now; if it gets lost, make a new one.
feed-copy = Copy the address
feed-copied = Copied
feed-subscribe = Open in my calendar
feed-how = In Outlook: Add calendar, Subscribe from web. In Google Calendar: Other calendars, From URL. In Apple Calendar: File, New Calendar Subscription.
feed-is = There is an address since { $date }. It is not shown again.
feed-shows-title = What it shows
feed-shows-meetings = coffee meetings, with names and teams of those you meet
feed-shows-stays = your stints and rotations, and guests whom you look after
feed-shows-draws = when the groups of your next rounds are drawn
feed-secret = Whoever has the address can read these dates, without signing in. It shows nobody’s mail address, and it ends when you revoke it or leave.
feed-make = Make an address
feed-renew = Make a new address
feed-revoke = Revoke it
feed-renew-about = A new address, or revoking it, ends the one there is at once: calendars that read it keep what they have and get nothing more.
feed-revoked = The address opens nothing any more.
feed-name = Weft at { $organisation }
feed-meeting = Coffee with { $names }
feed-meeting-about = { $programme }. You meet { $names }.
feed-stay = With { $team }
feed-guest = Guest: { $name } ({ $team })
feed-ended = { $what } (ended early)
feed-stay-about = { $programme }. Host: { $host }.
feed-draw = { $programme }: groups are drawn
feed-draw-about = Until then you can skip this round, pause, or change your wishes.
mine-calendar = My calendar
mine-calendar-what = A secret address under which your calendar reads your own dates.
mine-calendar-button = Dates in my calendar

# When something went wrong: the apology
mail-apology-subject = { $programme }: an apology
mail-apology-preheader = What went wrong, and what follows.
mail-apology-group = You were told whom to meet in { $programme }, in the round of { $date }. Something went wrong with that round.
mail-apology-placement = You were told of a placement in { $programme }, planned on { $date }. Something went wrong with that plan.
mail-apology-left-out = You were told that there was no place for you in { $programme }, in the round of { $date }. Something went wrong with that round.
mail-apology-asked = You got a mail about { $programme } and its round of { $date }. Something went wrong with that round.
mail-apology-sorry = We apologise. You did nothing wrong, and there is nothing you need to do.
mail-apology-owner = Questions go to { $owner }. A reply to this mail reaches them.
mail-apology-footer = You get this because you were mailed about this round of { $programme }.
notice-kind-apology = Apology
apology-title = Apologise to everybody who was mailed
apology-lead = Everybody who was mailed about this run gets one more mail: what went wrong and what follows, in your words.
apology-who = Whom it reaches
apology-column-told = How they were told
apology-column-language = Language
apology-column-people = People
apology-column-more = What is special
apology-told-group = Told whom to meet
apology-told-placement = Told of a placement
apology-told-left-out = Told that they were left out
apology-told-asked = Asked, or told before the plan
apology-language-english = English
apology-language-german = German
apology-gone = { $n ->
    [one] { $n } left or cannot be reached
   *[other] { $n } left or cannot be reached
}
apology-already = { $n ->
    [one] { $n } has an apology already
   *[other] { $n } have an apology already
}
apology-reached = { $n ->
    [0] The mail reaches nobody.
    [one] The mail reaches { $n } person.
   *[other] The mail reaches { $n } people.
}
apology-nobody = Nobody was mailed about this run
apology-nobody-more = There is nobody to apologise to.
apology-to-review = To the review
apology-english = Your words in English
apology-german = Your words in German
apology-hint = What went wrong, what follows, what people need to do. No names. An empty line begins a new paragraph.
apology-hint-other = Whoever reads a language without words gets the other one.
apology-empty = Write what went wrong and what follows
apology-too-long = At most { $most } characters
apology-check = Show the mails
apology-mails = The mails as they would go out
apology-draft-for = { $role }, in { $language }
apology-once = Each person gets it once, whatever is pressed how often. A mail that has left cannot be taken back.
apology-send = { $n ->
    [one] Send { $n } mail
   *[other] Send { $n } mails
}

# The review of a run
review-title = Review: { $run }
review-lead = What happened, in its order, so that the next round goes better. It says as what somebody acted, never who.
review-link = Look back at this run
review-markdown = Keep as a Markdown file
review-apologise = Apologise to everybody who was mailed
review-story = What happened
review-by-system = by itself
review-by-owner = the programme's owner
review-by-admin = an admin
review-by-coordinator = a coordinator
review-by-somebody = somebody
review-mails-last = { $n ->
    [one] The last mail left, { $n } in all
   *[other] The last mail left, { $n } in all
}
review-apologised = { $n ->
    [one] Apology to { $n } person
   *[other] Apology to { $n } people
}
review-mails = What became of the mails
review-mails-none = No mail was written.
review-mails-kind = Mail
review-mails-count = How many
review-mails-more = What is special
review-mails-until = until { $when }
review-mails-again = { $n ->
    [one] { $n } tried more than once
   *[other] { $n } tried more than once
}
review-made-of = What the plan was made of
review-state = State
review-note = Note
review-missed = Slots folded into this one
review-notes = What we learn from it
review-notes-lead = Write about what happened, not about who did it. Everybody did what seemed right with what they knew.
review-well = What went well
review-well-hint = What kept it from becoming worse? What should stay as it is?
review-surprised = What surprised us
review-surprised-hint = What did we believe that was not so? When could we have noticed?
review-changes = What we change
review-changes-hint = One thing a line, each with a date.
review-too-long = At most { $most } characters
review-changed = Changed last { $when }.
review-conflict = Somebody else wrote meanwhile.
review-conflict-more = Below is what they wrote; your own words are still in the form. Saving again puts yours in their place.
review-done-notes = Your notes are kept.
review-done-apology = { $n ->
    [0] Nobody was left to apologise to.
    [one] { $n } apology is on its way.
   *[other] { $n } apologies are on their way.
}
action-run-apologised = Apology sent
action-run-reviewed = Review notes changed
action-sending-held = Sending held after a restore
action-sending-hold-ended = Hold after a restore ended

# After a restore
banner-restored-title = Sending is held.
banner-restored = The database was put back from a backup, and people may have got some of what waits. Rounds wait too, until an admin decides. Sign-in mails still go out.
banner-restored-link = Decide
restored-title = After a restore
restored-nothing = Nothing is held
restored-nothing-more = When the database is put back from a backup, sending and rounds wait here for a decision.
restored-lead = The database was put back from a backup. It does not know what was mailed since that backup was made, so nothing but sign-in is sent and no round goes on until you decide.
restored-how = How it was noticed
restored-found-in-backup = The backup says so itself
restored-found-older = The service has seen this database later than it is now
restored-found-server = The database lies on another server than before, or was read into new tables
restored-found-by-hand = An operator said so
restored-backup = State of
restored-age = { $when }, { $age } ago
restored-age-unknown = not known
restored-rounds = Rounds
restored-due = { $n ->
    [0] no step is due
    [one] { $n } step is due
   *[other] { $n } steps are due
}
restored-waiting = What waits to be sent
restored-waiting-none = Nothing waits.
restored-column-waits = Waits
restored-column-before = Decided before the restore
restored-column-oldest = The oldest
restored-what-waits = What was decided before the restore and waits
restored-drop = Withdraw it
restored-drop-hint = Nobody is mailed twice. Whoever was not mailed before gets nothing; look at each round and apologise or recall where needed.
restored-send = Send it
restored-send-hint = Only when you know that nothing was sent since the backup was made: everything sent since would arrive a second time.
restored-what-rounds = Rounds that came due meanwhile
restored-stop = Pass them over
restored-stop-hint = Slots that have come are skipped, and every plan that is not released waits for a person. For when people may have been told of them.
restored-go-on = Let them go on
restored-go-on-hint = They are drawn and released now. For when nothing happened since the backup was made.
restored-end = End the hold
restored-choose = Choose one
restored-done = The hold is over: { $dropped } withdrawn, { $sent } on their way, { $stopped } rounds stopped.
outbox-why-restored = Withdrawn after the database was put back from a backup: it may have been sent before
review-left-out = Left out

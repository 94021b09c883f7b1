# Rotationen: Ausschreibungen, Bewerbungen, Heimatteams und die Mails darüber.

nav-rotations = Rotationen
nav-team-rotations = Rotationen meiner Teams
nav-admin-rotations = Ausschreibungen

rotation-span = { $from } – { $to }
rotation-span-weeks = { $weeks ->
    [one] { $span }, { $weeks } Woche
   *[other] { $span }, { $weeks } Wochen
}
rotation-column-call = Ausschreibung
rotation-column-state = Stand
rotation-column-changed = Zuletzt geändert
rotation-column-team = Team
rotation-column-words = Was man dort tun würde
rotation-column-person = Person
rotation-column-due = Antwort bis
rotation-row-choices = Gastteams, das liebste zuerst
rotation-row-periods = Passende Zeiträume
rotation-row-length = Dauer des Aufenthalts
rotation-row-goals = Ziele
rotation-length-n = { $n ->
    [one] { $n } Zeitraum
   *[other] { $n } Zeiträume nacheinander
}
rotation-reason = Grund
rotation-back-to-call = Zurück zur Ausschreibung
rotation-not-open-title = Diese Ausschreibung nimmt gerade keine Bewerbungen an
rotation-not-open = Die Tage zum Bewerben sind vorbei, haben noch nicht begonnen, oder sie wurde aufgegeben. Es wurde nichts geändert.
rotation-not-possible-title = Das geht nicht mehr
rotation-not-possible = Inzwischen hat sich etwas geändert: Ein Schritt wurde getan oder ein Plan gemacht. Durch diesen Klick wurde nichts geändert.

## Stände

application-draft = Entwurf
application-submitted = Abgegeben, niemand zu fragen
application-awaiting-home = Wartet auf das Heimatteam
application-eligible = Im Plan
application-placed = Hat einen Platz
application-waitlisted = Auf der Warteliste
application-declined = Diesmal nicht
application-withdrawn = Zurückgezogen
call-draft = Entwurf
call-open = Offen
call-closed = Geschlossen
call-running = Läuft
call-finished = Beendet
call-cancelled = Abgesagt

## Die Seiten der Beschäftigten

rotations-title = Rotationen
rotations-lead = Arbeiten Sie einige Wochen bei einem anderen Team. Sie ordnen Teams nach Wunsch, Ihr Heimatteam sagt, wann Sie gehen können, und für alle Bewerbungen wird ein gemeinsamer Plan gemacht.
rotations-open = Ausschreibungen, auf die Sie sich bewerben können
rotations-empty-title = Zurzeit ist keine Ausschreibung offen
rotations-empty = Sobald die Koordination eine öffnet, steht sie hier mit ihren Terminen, den Teams mit Plätzen und dem, was man dort tun würde.
rotations-own = Ihre Bewerbungen
rotations-own-empty-title = Sie haben sich noch nicht beworben
rotations-own-empty = Eine begonnene Bewerbung bleibt hier als Entwurf, und alles, was mit ihr geschieht, steht hier mit seinem Grund.
rotation-window-open = Bewerben bis { $to }.
rotation-window-ahead = Öffnet am { $from }; bewerben können Sie sich bis { $to }.
rotation-apply = Bewerben
rotation-go-on = Entwurf fortsetzen
rotation-see = Bewerbung ansehen
rotation-eligible-from = { $months ->
    [one] Sie können ab { $date } gehen, { $months } Monat nach Ihrem Beginn am { $started }.
   *[other] Sie können ab { $date } gehen, { $months } Monate nach Ihrem Beginn am { $started }.
}
rotation-eligible-since = { $months ->
    [one] Sie können gehen: seit { $date }, { $months } Monat nach Ihrem Beginn am { $started }.
   *[other] Sie können gehen: seit { $date }, { $months } Monate nach Ihrem Beginn am { $started }.
}
rotation-eligible-unknown = Sie können gehen: Das Verzeichnis nennt Ihren ersten Tag nicht, also spricht nichts dagegen.
rotation-eligible-not-before = Ihr Heimatteam sagte zuletzt: nicht vor { $date }. Spätere Zeiträume stehen Ihnen offen.
rotation-apply-title = Bewerben: { $call }
rotation-hosts = Teams mit freien Plätzen
rotation-hosts-caption = Plätze, die jetzt frei sind, je Zeitraum.
rotation-hosts-empty-title = Noch bietet kein Team einen Platz
rotation-hosts-empty = Teams tragen Woche für Woche ein, was sie geben können. Sobald eines in einem ganzen Zeitraum einen Platz hat, steht es hier.
rotation-places = { $n ->
    [0] keiner
    [one] { $n } Platz
   *[other] { $n } Plätze
}
rotation-no-words = Das Team hat noch nichts gesagt.
rotation-form = Ihre Bewerbung
rotation-choices-hint = Ordnen Sie die Teams nach Wunsch. Der erste Wunsch zählt am meisten; mehr zu nennen macht einen Platz wahrscheinlicher, notfalls einen der späteren.
rotation-choice = { $n ->
    [1] Erster Wunsch
    [2] Zweiter Wunsch
    [3] Dritter Wunsch
    [4] Vierter Wunsch
   *[other] Wunsch { $n }
}
rotation-no-team = Kein Team
rotation-periods-hint = Kreuzen Sie alle Zeiträume an, in denen Sie weg sein könnten. Ihr Heimatteam stimmt vielleicht nur einigen zu.
rotation-no-period-open = Kein Zeitraum dieser Ausschreibung steht Ihnen offen: Oben steht, ab wann Sie gehen können.
rotation-length-hint = Ein Aufenthalt über mehrere Zeiträume braucht solche, die ohne Lücke aufeinander folgen.
rotation-goals-hint = Was Sie lernen oder tun möchten. Die Leitung Ihres Heimatteams, die Koordination und, sobald Sie einen Platz haben, die Gastgeber lesen es.
rotation-check = Prüfen und abgeben
rotation-keep = Als Entwurf behalten
rotation-kept = Ihr Entwurf ist gespeichert. Niemand sonst sieht ihn.
rotation-check-title = Bewerbung prüfen
rotation-submit = Abgeben
rotation-effect-asked = { $days ->
    [one] { $lead } wird per Mail gefragt, ob Sie gehen können, und hat { $days } Arbeitstag für die Antwort.
   *[other] { $lead } wird per Mail gefragt, ob Sie gehen können, und hat { $days } Arbeitstage für die Antwort.
}
rotation-effect-nobody = Ihr Team hat keine Leitung, und im Verzeichnis steht niemand über Ihnen: Die Koordination wird benachrichtigt und findet heraus, wer entscheidet.
rotation-effect-seen = Die Leitung Ihres Heimatteams und die Koordination sehen Ihre Wünsche und Ziele; sonst niemand.
rotation-effect-back = Sie können sie zurückziehen, bis Sie einen Platz haben.
rotation-application-title = Ihre Bewerbung: { $call }
rotation-submitted-note = Ihre Bewerbung ist abgegeben.
rotation-withdraw = Zurückziehen
rotation-withdraw-title = Bewerbung auf { $call } zurückziehen?
rotation-withdraw-effect = Sie sind nicht mehr im Plan dieser Ausschreibung.
rotation-withdraw-effect-lead = Wer für Ihr Heimatteam gefragt wurde, wird benachrichtigt.
rotation-withdraw-effect-again = Bis zum letzten Tag der Ausschreibung können Sie sich erneut bewerben.
rotation-withdrawn-note = Ihre Bewerbung ist zurückgezogen.
flaw-no-choice = Wählen Sie mindestens ein Team.
flaw-no-host = Dieses Team bietet in der Ausschreibung keinen Platz. Wählen Sie ein anderes.
flaw-twice = { $team } steht schon weiter oben. Jedes Team nur einmal.
flaw-no-period = Kreuzen Sie mindestens einen Zeitraum an.
flaw-not-then = Einer der angekreuzten Zeiträume steht Ihnen nicht mehr offen. Bitte sehen Sie noch einmal nach.
flaw-too-short = Die angekreuzten Zeiträume liegen für einen so langen Aufenthalt nicht nebeneinander. Kreuzen Sie mehr an, oder wählen Sie einen kürzeren.
flaw-too-long = Ziele: höchstens { $most } Zeichen.
flaw-no-goals = Sagen Sie in ein, zwei Sätzen, was Sie lernen oder tun möchten.

## Wo eine Bewerbung steht

story-title = Was geschah
story-next = Als Nächstes:
story-wish = Die Bewerbung
story-begun = Bewerbung begonnen.
story-submitted = Abgegeben.
story-asked = { $lead } wurde für { $team } gefragt.
story-escalated = Keine Antwort in der Frist: Die zuständige Person des Programms wurde benachrichtigt.
story-agreed = { $by } sagte für { $team }: diese Termine.
story-not-now = { $by } sagte für { $team }: jetzt nicht, nicht vor { $date }.
story-reason = Grund: { $reason }
story-placed = Platz bei { $team }, { $span }.
story-finished = Die Rotation ist vorbei.
story-ended-early = Die Rotation endete vorzeitig.
story-recalled = Der Platz wurde zurückgenommen.
story-waitlisted = Der Plan hatte keinen Platz. Auf der Warteliste.
story-waitlisted-no-admissible = In keinem der Teams und Zeiträume, die Sie genannt haben, war ein Platz für Sie möglich.
story-waitlisted-places = Wohin Sie auch gegangen wären, alle Plätze waren vergeben.
story-waitlisted-lend = Wann Sie auch gegangen wären, Ihr eigenes Team hatte so viele gehen lassen, wie es kann.
story-waitlisted-balance = Wohin Sie auch gegangen wären, die Gäste eines Teams und seine Leute, die weg sind, hätten zu weit auseinander gelegen.
story-waitlisted-limits = Wohin Sie auch gegangen wären, Plätze, Ihr eigenes Team oder der Ausgleich standen dagegen.
story-waitlisted-better-plan = Ein Platz für Sie hätte andere mehr gekostet, als er gebracht hätte.
story-waitlisted-budget-ended = Die Rechenzeit war zu Ende, bevor ein Platz gefunden war.
story-withdrawn = Zurückgezogen.
story-cancelled = Die Ausschreibung wurde abgesagt.
story-next-draft = bis { $date } abgeben.
story-next-submitted = die Koordination findet heraus, wer für das Heimatteam entscheidet.
story-next-awaiting = { $lead } hat bis { $date } Zeit zu antworten. Kommt keine Antwort, wird die zuständige Person des Programms benachrichtigt.
story-next-eligible = Bewerbungen werden bis { $date } angenommen; dann wird der Plan gemacht, und Sie hören in jedem Fall davon.
story-next-placed = Sie bekommen eine Einladung für Ihren Kalender und vor dem ersten Tag eine Erinnerung.
story-next-waitlisted = wird ein Platz frei, wird der Plan mit Ihnen neu berechnet. In der nächsten Ausschreibung zählt, dass Sie gewartet haben.
story-next-declined = in der nächsten Ausschreibung zählt, dass Sie gewartet haben.
story-next-withdrawn = nichts.

## Das Wort des Heimatteams

home-word-title = Kann { $person } gehen?
home-word-lead = { $person } aus { $team } möchte eine Zeit lang bei einem anderen Team arbeiten: { $call }.
home-word-dates = Diese Termine
home-word-periods = Zeiträume, in denen es das Team einrichten kann
home-word-periods-hint = Alle passenden sind angekreuzt. Nehmen Sie das Kreuz dort weg, wo es nicht geht.
home-word-reason-hint = Die Person und die Koordination lesen ihn.
home-word-not-before = Wieder fragen ab
home-word-not-before-hint = Vor diesem Tag hätte eine neue Frage keinen Sinn. In der nächsten Ausschreibung zählt, dass die Person gewartet hat.
home-word-no-period = Kreuzen Sie mindestens einen Zeitraum an, oder sagen Sie „Jetzt nicht“.
home-word-no-reason = Sagen Sie in einem Satz, warum: Niemand wird stillschweigend abgelehnt.
home-word-long-reason = Grund: höchstens { $most } Zeichen.
home-word-no-date = Nennen Sie den Tag, ab dem eine neue Frage Sinn hätte.
home-word-past-date = Der Tag liegt in der Vergangenheit. Nennen Sie einen ab morgen.
home-word-far-date = Der Tag liegt mehr als zwei Jahre voraus. Nennen Sie einen früheren.
home-word-over = Hier ist nichts mehr zu beantworten: Die Bewerbung wurde zurückgezogen oder verplant, oder jemand anderes hat geantwortet.
home-word-done = Die Antwort ist festgehalten.
home-word-done-dates = Danke. Die Termine sind festgehalten, und die Bewerbung ist im Plan. Bis der Plan gemacht wird, können Sie Ihre Antwort ändern.
home-word-done-not-now = Danke. Die Person erfährt es mit Ihrem Grund und dem Tag.
home-word-up = Bewerbung

## Die Seite der Leitung

team-rotations-title = Rotationen meiner Teams
team-rotations-lead = Wer aus Ihrem Team gehen möchte, was Gäste bei Ihnen tun würden, und was das Team gab und bekam.
team-rotations-empty-title = Sie leiten kein Team
team-rotations-empty = Das Verzeichnis nennt die Leitungen der Teams. Sobald es Sie nennt, stehen die Rotationen des Teams hier.
team-questions = Bewerbungen aus dem Team
team-questions-empty-title = Niemand wartet auf eine Antwort
team-questions-empty = Wenn sich jemand aus dem Team bewirbt, bekommen Sie eine Mail mit zwei Knöpfen, und die Frage steht auch hier.
team-words = Was man beim Team tun würde
team-words-empty = Zurzeit wird keine Ausschreibung vorbereitet, und keine ist offen. Dann können Sie hier sagen, was Gäste tun würden.
team-words-label = { $team } in { $call }
team-words-hint = Ein, zwei Sätze. Alle, die die Ausschreibung ansehen, lesen sie.
team-words-save = Speichern
team-words-done = Gespeichert. Bewerberinnen und Bewerber sehen es sofort.
team-words-long = Höchstens { $most } Zeichen.
team-ledger = Was Teams gaben und bekamen
team-ledger-empty = Noch keine Rotation. Wochen eigener Leute bei anderen Teams und Wochen von Gästen werden hier nach Quartal gezählt.
team-column-quarter = Quartal
team-column-lent = Wochen gegeben
team-column-hosted = Wochen bekommen
team-quarter = Q{ $n } { $year }

## Die Seiten der Koordination

calls-title = Ausschreibungen
calls-lead = Eine Ausschreibung sagt, wann man sich bewerben kann, in welchen Zeiträumen man weg sein kann, und nach welchen Regeln der Plan gemacht wird.
calls-empty-title = Es gibt noch kein Rotationsprogramm
calls-empty = Legen Sie eines an, dann eine Ausschreibung dazu: Man sieht sie, sobald Sie sie öffnen.
calls-none-title = Noch keine Ausschreibung
calls-none = Eine neue Ausschreibung ist ein Entwurf, den niemand sieht, bis Sie sie öffnen.
calls-owner = Zuständig: { $owner }
calls-new-programme = Neues Rotationsprogramm
calls-make-programme = Programm anlegen
calls-programme-made = Das Programm ist angelegt. Jetzt kann die erste Ausschreibung vorbereitet werden.
calls-new-call = Neue Ausschreibung
call-edit = Bearbeiten
call-edit-title = Ausschreibung bearbeiten
call-check = Prüfen
call-check-title = Ausschreibung prüfen
call-save = Ausschreibung speichern
call-facts = Die Ausschreibung
call-row-window = Tage zum Bewerben
call-row-periods = Zeiträume
call-row-rules = Regeln
call-field-name = Name
call-field-name-hint = Wie alle ihn sehen, etwa „Frühjahr 2027“.
call-field-purpose = Zweck
call-field-purpose-hint = Wozu es dient, in ein, zwei Sätzen.
call-field-owner = Adresse der zuständigen Person
call-field-owner-hint = Erfährt es, wenn ein Heimatteam nicht antwortet.
call-field-opens-on = Erster Tag
call-field-last-on = Letzter Tag
call-field-from = Zeitraum { $n }: erster Montag
call-field-weeks = Zeitraum { $n }: Wochen
call-field-after-months = Monate seit dem Beginn
call-field-after-months-hint = 12: ein Jahr nach dem ersten Arbeitstag.
call-field-choices = Wie viele Teams man ordnet
call-field-choices-hint = Höchstens 5.
call-field-balance = Ausgleich
call-field-balance-hint = Wie weit die Gäste eines Teams und seine Leute, die weg sind, in einem Zeitraum auseinander liegen dürfen. Leer: keine Grenze.
call-field-hours = Stunden für einen Gast
call-field-hours-hint = Was ein Gast das Gastteam in einer Woche kostet; es zählt gegen die Stunden des Teams.
call-field-answer-days = Tage zum Antworten
call-field-answer-days-hint = Arbeitstage, bis das Schweigen eines Heimatteams gemeldet wird.
call-field-hold-hours = Haltezeit
call-field-hold-hours-hint = Stunden, die ein Plan wartet, bis er von selbst freigegeben wird. Leer: Jemand muss ihn freigeben.
call-periods-hint = Ganze Wochen, ab einem Montag. Lassen Sie Zeilen leer, die Sie nicht brauchen.
call-periods-frozen = Jemand hat eine Bewerbung begonnen, die die Zeiträume nennt; deshalb bleiben sie, wie sie sind.
call-fault-not-a-monday = { $field }: kein Montag. Der Montag dieser Woche ist { $monday }.
call-fault-ends-before = Der letzte Tag liegt vor dem ersten, { $date }.
call-fault-before-window = { $field }: beginnt, bevor das Bewerben am { $date } endet.
call-fault-overlaps = { $field }: teilt Wochen mit dem Zeitraum { $from } – { $to }.
call-fault-taken = Diesen Namen gibt es schon. Wählen Sie einen anderen.
call-rule-after = { $months ->
    [one] Man kann { $months } Monat nach dem Beginn gehen.
   *[other] Man kann { $months } Monate nach dem Beginn gehen.
}
call-rule-choices = { $n ->
    [one] Man nennt { $n } Team.
   *[other] Man ordnet bis zu { $n } Teams.
}
call-rule-balance = { $n ->
    [one] In jedem Zeitraum liegen die Gäste eines Teams und seine Leute, die weg sind, höchstens um { $n } auseinander.
   *[other] In jedem Zeitraum liegen die Gäste eines Teams und seine Leute, die weg sind, höchstens um { $n } auseinander.
}
call-rule-no-balance = Ein Team kann nehmen und geben, so viel es Plätze hat.
call-rule-hours = Ein Gast kostet das Gastteam { $hours } Stunden in der Woche.
call-rule-answer = { $days ->
    [one] Ein Heimatteam hat { $days } Arbeitstag für die Antwort.
   *[other] Ein Heimatteam hat { $days } Arbeitstage für die Antwort.
}
call-rule-hold = Ein Plan wird nach { $hours } Stunden von selbst freigegeben.
call-rule-approve = Ein Plan wartet, bis jemand ihn freigibt.
call-effect-draft = Niemand sieht sie, bis Sie sie öffnen.
call-effect-open = Sobald jemand eine Bewerbung begonnen hat, bleiben die Zeiträume, wie sie sind.
call-effect-edit = Die Änderung ist sofort zu sehen. Abgegebene Bewerbungen bleiben, wie sie sind.
call-done-created = Die Ausschreibung ist als Entwurf angelegt.
call-done-saved = Die Ausschreibung ist gespeichert.
call-done-open = Die Ausschreibung ist offen.
call-done-close = Die Ausschreibung nimmt keine Bewerbungen mehr an.
call-done-cancel = Die Ausschreibung ist abgesagt, und alle, die sich beworben hatten, erfahren es.
call-step-open = Ausschreibung öffnen
call-step-close = Ausschreibung schließen
call-step-cancel = Ausschreibung absagen
call-open-title = { $call } öffnen?
call-close-title = { $call } schließen?
call-cancel-title = { $call } absagen?
call-effect-opens = Alle sehen sie und können sich von { $from } bis { $to } bewerben.
call-effect-freezes = Sobald jemand eine Bewerbung begonnen hat, bleiben die Zeiträume, wie sie sind.
call-effect-closes = { $n ->
    [0] Niemand hat sich beworben; niemand kann es mehr.
    [one] { $n } Bewerbung liegt vor; weitere werden nicht angenommen.
   *[other] { $n } Bewerbungen liegen vor; weitere werden nicht angenommen.
}
call-effect-closes-drafts = { $n ->
    [0] Kein Entwurf wird abgeschnitten.
    [one] { $n } Entwurf kann nicht mehr abgegeben werden, außer Sie öffnen die Ausschreibung wieder.
   *[other] { $n } Entwürfe können nicht mehr abgegeben werden, außer Sie öffnen die Ausschreibung wieder.
}
call-effect-cancels = { $n ->
    [0] Niemand hat sich beworben; niemand bekommt eine Mail.
    [one] { $n } Bewerbung endet, und die Person bekommt eine Mail mit Ihrem Grund.
   *[other] { $n } Bewerbungen enden, und die Personen bekommen eine Mail mit Ihrem Grund.
}
call-effect-cancels-drafts = { $n ->
    [0] Kein Entwurf endet.
    [one] { $n } Entwurf endet ohne Mail.
   *[other] { $n } Entwürfe enden ohne Mail.
}
call-effect-for-good = Sie kann nicht wieder geöffnet werden.
call-cancel-reason-hint = Alle, die sich beworben haben, lesen ihn.
call-cancel-no-reason = Sagen Sie in einem Satz, warum: Alle, die sich beworben haben, lesen ihn.
call-applications = Bewerbungen
call-applications-empty-title = Noch hat sich niemand beworben
call-applications-empty = Bewerbungen stehen hier, sobald sie abgegeben sind, nach dem, was sie als Nächstes brauchen.
call-drafts = { $n ->
    [one] { $n } Entwurf wird gerade geschrieben; nur wer ihn schreibt, sieht ihn.
   *[other] { $n } Entwürfe werden gerade geschrieben; nur wer sie schreibt, sieht sie.
}
call-missing = { $n ->
    [one] { $n } Bewerbung wartet auf die Antwort ihres Heimatteams und ist bis dahin in keinem Plan.
   *[other] { $n } Bewerbungen warten auf die Antworten ihrer Heimatteams und sind bis dahin in keinem Plan.
}
call-column-home = Heimatteam
call-column-word = Wort des Heimatteams
call-column-waited = Zuvor vergeblich
call-word-nobody = Niemand zu fragen: herausfinden, wer entscheidet
call-word-due = Gefragt; bis { $date }
call-word-late = Überfällig seit { $date }
call-word-agreed = { $n } von { $of } Zeiträumen
call-word-not-now = Nicht vor { $date }
call-fairness = Fairness
call-fair-waited = { $n ->
    [0] Von { $of } im Plan hat sich niemand zuvor vergeblich beworben.
   *[other] Von { $of } im Plan haben sich { $n } zuvor vergeblich beworben; sie kommen zuerst, wo es den Plan wenig kostet.
}
call-fair-placed = { $n } von { $of } haben einen Platz, davon { $waited } nach vergeblichen Bewerbungen.
call-fair-not-now = { $n ->
    [0] Kein Heimatteam sagte „Jetzt nicht“.
    [one] { $n } Heimatteam sagte „Jetzt nicht“; es zählt für die Person in der nächsten Ausschreibung.
   *[other] { $n } Heimatteams sagten „Jetzt nicht“; es zählt für die Personen in der nächsten Ausschreibung.
}
call-ledger-empty = Noch ist kein Platz fest. Gegebene und bekommene Wochen dieser Ausschreibung werden hier gezählt.
case-waited = { $n ->
    [0] Erste Bewerbung, oder beim letzten Mal mit Platz.
    [one] Einmal zuvor vergeblich beworben.
   *[other] { $n }-mal zuvor vergeblich beworben.
}
call-fair-owed = { $n ->
    [one] Eine Person ging in früheren Ausschreibungen zugunsten anderer leer aus oder bekam eine spätere Wahl: Was sie jetzt wählt, zählt mehr.
   *[other] { $n } von ihnen gingen in früheren Ausschreibungen zugunsten anderer leer aus oder bekamen eine spätere Wahl: Was sie jetzt wählen, zählt mehr.
}
case-owed = { $n ->
    [one] In früheren Ausschreibungen ging eine liebere Wahl an andere: Was die Person jetzt wählt, zählt doppelt.
   *[other] In früheren Ausschreibungen gingen mehrere liebere an andere: Was die Person jetzt wählt, zählt dreifach.
}
application-owed = In einer früheren Ausschreibung ging an andere, was Sie gewählt hatten. Deshalb zählt mehr, was Sie jetzt wählen, bis Sie das Liebste bekommen, das zu haben ist.
application-passed-over = { $n ->
    [one] Eine Wahl, die Ihnen lieber ist, ging an jemand anderen. Das ist gemerkt: In der nächsten Ausschreibung zählt mehr, was Sie wählen.
   *[other] { $n } Teams, die Ihnen lieber sind, gingen an andere. Das ist gemerkt: In der nächsten Ausschreibung zählt mehr, was Sie wählen.
}
case-answer = Anstelle des Heimatteams antworten

## Mails

mail-footer-rotation = Sie bekommen diese Mail wegen einer Bewerbung bei { $programme }.
mail-home-subject = { $person } möchte auf Rotation gehen: Ihr Wort bis { $by }
mail-home-preheader = { $call }: diese Termine, oder jetzt nicht.
mail-home-lead = { $person } aus { $team } hat sich beworben, eine Zeit lang bei einem anderen Team zu arbeiten: { $call }. Welche Termine passen dem Team?
mail-home-periods = { $length ->
    [one] Weg in einem dieser Zeiträume
   *[other] Weg in { $length } dieser Zeiträume nacheinander
}
mail-home-choices = Möchte zu diesen Teams, das liebste zuerst
mail-home-goals = Was { $person } dort tun möchte
mail-home-yes = Diese Termine
mail-home-not-now = Jetzt nicht
mail-home-silence = Bitte antworten Sie bis { $by }. Kommt keine Antwort, wird die zuständige Person des Programms benachrichtigt; Schweigen entscheidet nichts.
mail-home-not-now-means = „Jetzt nicht“ fragt nach einem Grund und einem Tag. Beides erfahren die Person und die Koordination, und in der nächsten Ausschreibung kommt die Person eher an die Reihe.
mail-home-footer = Sie bekommen diese Mail, weil Sie bei { $programme } für { $team } entscheiden.
mail-silence-subject = Keine Antwort von { $team } zu { $person }
mail-silence-preheader = { $call }: Die Bewerbung ist in keinem Plan, bis das Heimatteam antwortet.
mail-silence-lead = { $days ->
    [one] { $lead } wurde gefragt, ob { $person } aus { $team } auf Rotation gehen kann, und hat seit { $days } Arbeitstag nicht geantwortet.
   *[other] { $lead } wurde gefragt, ob { $person } aus { $team } auf Rotation gehen kann, und hat seit { $days } Arbeitstagen nicht geantwortet.
}
mail-silence-nobody = { $person } aus { $team } hat sich für eine Rotation beworben, aber das Verzeichnis nennt niemanden, den man fragen könnte: Das Team hat keine Leitung, und über der Person steht niemand.
mail-silence-what = Bis eine Antwort da ist, ist die Bewerbung in keinem Plan von { $call }. Sie können mit dem Team sprechen und die Antwort selbst festhalten.
mail-silence-button = Bewerbung ansehen
mail-silence-once = Das wird Ihnen einmal gesagt.
mail-answer-waitlisted-subject = { $call }: Sie stehen auf der Warteliste
mail-answer-waitlisted = Der Plan von { $call } hat keinen Platz für Sie. Sie stehen auf der Warteliste.
mail-answer-waitlisted-next = Wird ein Platz frei, wird der Plan mit Ihnen neu berechnet. Sie brauchen nichts zu tun.
mail-answer-not-now-subject = { $call }: Ihr Heimatteam sagt „Jetzt nicht“
mail-answer-not-now = { $team } kann Sie in den Zeiträumen von { $call } nicht entbehren. Ab { $date } hat eine neue Bewerbung Sinn.
mail-answer-reason = Der Grund: { $reason }
mail-answer-repaid = Das wird gemerkt: In der nächsten Ausschreibung kommen Sie eher an die Reihe.
mail-answer-cancelled-subject = { $call } ist abgesagt
mail-answer-cancelled = { $call } ist abgesagt, und damit auch Ihre Bewerbung.
mail-answer-withdrawn-subject = { $person } hat die Bewerbung auf { $call } zurückgezogen
mail-answer-withdrawn = { $person } hat die Bewerbung auf { $call } zurückgezogen.
mail-answer-withdrawn-next = Sie brauchen nichts mehr zu beantworten.
mail-answer-link = Bewerbung ansehen

## Der Plan einer Ausschreibung

rotation-plan-title = Plan von { $call }
rotation-plan-link = Der Plan
rotation-plan-back = Zurück zum Plan
rotation-plan-lead-open = Der Plan wird gemacht, wenn die Ausschreibung geschlossen ist. Bis dahin bewerben sich Leute, und Heimatteams antworten.
rotation-plan-lead-none = Es gibt noch keinen Plan. Lassen Sie einen berechnen; niemand erfährt davon, bevor er freigegeben ist.
rotation-plan-lead-solving = Ein Plan wird gerade gemacht. Das dauert Sekunden; sehen Sie dann wieder nach.
rotation-plan-lead-releases = Ein Plan wartet. Er wird am { $at } von selbst freigegeben, außer er wird gehalten oder verworfen.
rotation-plan-lead-waits = Ein Plan wartet, bis jemand ihn freigibt. Niemand wurde benachrichtigt.
rotation-plan-lead-held = Ein Plan wird gehalten. Niemand wurde benachrichtigt; eine Person gibt ihn frei oder verwirft ihn.
rotation-plan-lead-failed = Der Plan konnte nicht gemacht werden: { $why }
rotation-plan-lead-dropped = Der letzte Plan wurde verworfen; niemand hat von ihm erfahren.
rotation-plan-lead-released = Der Plan gilt: Alle wurden benachrichtigt.
rotation-plan-pending = Eine Freigabe brächte { $new } neue Plätze, verschöbe { $moved } und beendete { $ended }. Von Hand gesetzt: { $hand }.
rotation-plan-tile-placed = Mit Platz
rotation-plan-tile-unplaced = Ohne Platz
rotation-plan-tile-new = Neue Verbindungen
rotation-plan-tile-value = Wert in Verbindungen
rotation-plan-tile-bound = kein Plan ist mehr wert als { $bound }
rotation-plan-tile-gap = Lücke
rotation-plan-tile-seconds = in { $seconds } Sekunden
rotation-plan-unplaced = Ohne Platz, und warum
rotation-plan-unplaced-none = Alle im Plan haben einen Platz.
rotation-plan-column-could = Wo einer wäre
rotation-plan-people = Personen und Zeiträume
rotation-plan-people-empty-title = Noch hat niemand einen Platz
rotation-plan-people-empty = Sobald ein Plan gemacht ist, steht hier jede Person mit Team, Gastgeber und Zeitraum.
rotation-plan-teams = Teams und Zeiträume
rotation-plan-load = { $guests ->
    [one] { $guests } Gast, { $away } weg
   *[other] { $guests } Gäste, { $away } weg
}
rotation-plan-difference = Was sich seit dem Plan davor geändert hat
rotation-plan-came = Jetzt: { $place }
rotation-plan-went = Nicht mehr: { $place }
rotation-plan-place = { $person } bei { $team }, { $span }
rotation-plan-worth = bringt { $value }
rotation-plan-tag-moves = Wechselt hierher
rotation-plan-tag-locked = Von Hand gesetzt
rotation-plan-tag-new = Vorgeschlagen
rotation-plan-tag-started = Hat begonnen
rotation-plan-tag-finished = Vorbei
rotation-plan-tag-ended = Vorzeitig beendet
rotation-plan-tag-confirmed = Fest
rotation-unplaced-no-admissible = Es gibt kein Team und keinen Zeitraum, in dem die Person einen Platz haben könnte.
rotation-unplaced-places = Wohin die Person auch ginge, alle Plätze sind vergeben.
rotation-unplaced-lend = Wann die Person auch ginge, das Heimatteam hat so viele gehen lassen, wie es kann.
rotation-unplaced-balance = Wohin die Person auch ginge, die Gäste eines Teams und seine Leute, die weg sind, lägen zu weit auseinander.
rotation-unplaced-limits = Wohin die Person auch ginge, Plätze, Heimatteam oder Ausgleich stehen dagegen.
rotation-unplaced-better-plan = Ein Platz für diese Person hätte die anderen mehr gekostet.
rotation-unplaced-budget-ended = Die Rechenzeit war zu Ende, bevor ein Platz gefunden war. Rechnen Sie noch einmal.
rotation-unplaced-could = { $team }, { $span }: Der Plan verlöre { $loss }.
rotation-unplaced-could-at-most = { $team }, { $span }: Der Plan verlöre höchstens { $loss }.
rotation-plan-step-solve = Berechnen
rotation-plan-step-again = Neu berechnen
rotation-plan-step-release = Plan freigeben
rotation-plan-step-hold = Plan halten
rotation-plan-step-drop = Plan verwerfen
rotation-plan-effect-solve = In Sekunden wird ein Plan vorgeschlagen. Niemand erfährt davon, bevor er freigegeben ist.
rotation-plan-effect-again = { $hand ->
    [0] Ein neuer Plan tritt an die Stelle von diesem. Von Hand wurde nichts gesetzt.
    [one] Ein neuer Plan tritt an die Stelle von diesem. { $hand } von Hand gesetzter Platz bleibt.
   *[other] Ein neuer Plan tritt an die Stelle von diesem. { $hand } von Hand gesetzte Plätze bleiben.
}
rotation-plan-effect-new = { $n ->
    [one] { $n } Platz gilt dann und wird bei Gast- und Heimatteam gebucht.
   *[other] { $n } Plätze gelten dann und werden bei Gast- und Heimatteams gebucht.
}
rotation-plan-effect-moved = { $n ->
    [one] { $n } fester Platz wird verschoben.
   *[other] { $n } feste Plätze werden verschoben.
}
rotation-plan-effect-ended = { $n ->
    [one] { $n } fester Platz endet, bevor er begann.
   *[other] { $n } feste Plätze enden, bevor sie begannen.
}
rotation-plan-effect-unplaced = { $n ->
    [one] { $n } Person kommt auf die Warteliste und erfährt es.
   *[other] { $n } Personen kommen auf die Warteliste und erfahren es.
}
rotation-plan-effect-mails = Wer geht, die Gastgeber und die Heimatteams bekommen Mails mit Kalendereinladungen. Ist ein Platz inzwischen vergeben, wird gar nichts freigegeben; dann erfährt es niemand.
rotation-plan-effect-hold = Er wird nicht mehr von selbst freigegeben. Eine Person gibt ihn frei oder verwirft ihn.
rotation-plan-effect-drop = { $n ->
    [one] { $n } vorgeschlagener Platz fällt weg. Niemand hat davon erfahren, und niemand wird es.
   *[other] { $n } vorgeschlagene Plätze fallen weg. Niemand hat davon erfahren, und niemand wird es.
}
rotation-plan-done-solve = Ein Plan wird gemacht. Sehen Sie in ein paar Sekunden wieder nach.
rotation-plan-done-release = Der Plan ist freigegeben, und die Mails sind unterwegs.
rotation-plan-done-hold = Der Plan wird gehalten.
rotation-plan-done-drop = Der Plan ist verworfen.
rotation-plan-done-placed = Der Platz ist von Hand gesetzt. Beim Neuberechnen bleibt er, wo er ist.
rotation-plan-done-lock = Die Sperre ist geändert.
rotation-plan-done-take-out = Der Platz ist aus dem Plan genommen.
rotation-plan-full-title = Ein Team hat inzwischen keinen Raum mehr
rotation-plan-full = { $reason } Nichts wurde geändert, und niemand wurde benachrichtigt. Rechnen Sie noch einmal, oder entscheiden Sie anders.
rotation-widen-place =
    { $n ->
        [one] Ein Platz mehr in { $team }, { $span }
       *[other] { $n } Plätze mehr in { $team }, { $span }
    }
rotation-widen-lend =
    { $n ->
        [one] Eine Person mehr von { $team } fort, { $span }
       *[other] { $n } Personen mehr von { $team } fort, { $span }
    }
rotation-widen-balance =
    { $n ->
        [one] Gäste und Entsandte eines Teams um { $n } verschieden
       *[other] Gäste und Entsandte eines Teams um bis zu { $n } verschieden
    }
rotation-widen-start = { $person } kann { $span } anfangen
rotation-widen-unlock = { $person } in { $team }, { $span } nicht festgelegt
rotation-plan-busy-title = Jemand hat anderswo einen Platz
rotation-plan-busy = Jemand aus dem Plan hat in denselben Wochen einen anderen Platz. Nichts wurde freigegeben, und niemand wurde benachrichtigt. Rechnen Sie noch einmal.
rotation-plan-unfit-title = Das passt nicht
rotation-plan-unfit = Der Platz ist nicht mehr frei, oder der Aufenthalt hat begonnen. Nichts wurde geändert.
rotation-place-title = { $person } von Hand einsetzen
rotation-place-lead-here = { $person } ist bei { $team } geplant, { $span }.
rotation-place-lead-none = Bisher ohne Platz.
rotation-place-spots = Wo ein Platz wäre
rotation-place-spots-caption = Alle anderen bleiben, wo sie sind. Die beste Wirkung auf den Plan zuerst.
rotation-place-none-title = Nirgends sonst
rotation-place-none = Wenn alle anderen bleiben, hat kein Team, das die Person genannt hat, in einem passenden Zeitraum einen Platz.
rotation-place-column-period = Zeitraum
rotation-place-column-effect = Wirkung auf den Plan
rotation-place-column-act = Platz
rotation-place-here = Hier einsetzen
rotation-place-effect-none = keine
rotation-place-effect-gains = gewinnt { $value }
rotation-place-effect-loses = verliert { $value }
rotation-place-lock = Hier festhalten
rotation-place-unlock = Der nächste Plan darf ihn verschieben
rotation-place-take-out = Aus dem Plan nehmen
rotation-place-lock-hint = Beim Neuberechnen bleibt ein festgehaltener Platz, wo er ist.

## Tausch

swap-title = Plätze tauschen
swap-asked = Gefragt
swap-agreed = Alle haben zugestimmt
swap-booked = Gebucht
swap-refused = Abgelehnt
swap-withdrawn = Zurückgezogen
swap-own = Ihr Platz: { $place }.
swap-open = Ein Tausch ist offen
swap-by-mail = Sie wurden per Mail gefragt: Antworten Sie mit einem ihrer zwei Knöpfe.
swap-how = Wählen Sie einen Platz, den Sie lieber hätten. Gefragt wird, wer ihn hat, dann beide Heimatteams, dann die Koordination. Bis zum letzten Ja behalten alle ihren Platz.
swap-places = Plätze, die getauscht werden könnten
swap-column-act = Fragen
swap-ask = Um Tausch bitten
swap-none-title = Kein Platz lässt sich mit Ihrem tauschen
swap-none = Ein Tausch braucht zwei Plätze, die nicht begonnen haben, gleich lang sind und die Plätze und den Ausgleich aller Teams wahren.
swap-done-asked = Wer diesen Platz hat, wird per Mail gefragt.
swap-done-withdrawn = Der Tausch ist zurückgezogen.
swap-lead = Diese beiden würden in { $call } die Plätze tauschen.
swap-over = Dieser Tausch ist vorbei: Er wurde gebucht, abgelehnt oder zurückgezogen.
swap-done-yes = Danke, Ihr Ja ist festgehalten. Nichts ändert sich, bis alle zugestimmt haben.
swap-done-no = Danke. Der Tausch findet nicht statt, und alle behalten ihren Platz.
swap-unfit = Die Regeln erlauben es nicht mehr: Ein Platz ist vergeben, oder ein Aufenthalt hat begonnen.
swap-effect = Wirkung auf den Plan: { $effect }.
swap-consequence = Gebucht wechseln beide Plätze auf einmal, im Kapazitätsbuch und in allen Kalendern, und alle Betroffenen bekommen eine Mail.
swap-book = Tausch buchen
swap-refuse = Ablehnen
swaps = Tausche
swap-ask-link = Platz tauschen
mail-swap-subject = { $person } möchte Plätze tauschen: { $call }
mail-swap-other = { $person } möchte in { $call } mit Ihnen den Platz tauschen.
mail-swap-home = { $person } möchte in { $call } mit jemandem den Platz tauschen. Stimmt das Heimatteam zu?
mail-swap-office = Dem Tausch, um den { $person } in { $call } gebeten hat, haben alle zugestimmt. Das letzte Wort haben Sie.
mail-swap-place = { $team }, { $span }
mail-swap-yes = Ich stimme zu
mail-swap-no = Nein
mail-swap-look = Tausch ansehen
mail-swap-means = Beide Personen, beide Heimatteams und die Koordination müssen zustimmen. Bis dahin ändert sich nichts.
mail-footer-swap = Sie bekommen diese Mail, weil Sie bei einem Tausch von { $programme } mitreden.
mail-swap-refused-subject = Kein Tausch mit { $team }
mail-swap-refused = Der Tausch mit { $team } in { $call }, um den Sie gebeten haben, findet nicht statt.
mail-swap-refused-next = Sie behalten Ihren Platz, wie er ist.

## Namen im Postausgang und im Protokoll

notice-kind-home-question = Frage an das Heimatteam
notice-kind-home-silence = Schweigen eines Heimatteams
notice-kind-application-answer = Antwort auf eine Bewerbung
notice-kind-swap-question = Frage zu einem Tausch
action-call-created = Ausschreibung angelegt
action-call-edited = Ausschreibung bearbeitet
action-call-opened = Ausschreibung geöffnet
action-call-closed = Ausschreibung geschlossen
action-call-cancelled = Ausschreibung abgesagt
action-application-submitted = Bewerbung abgegeben
action-application-withdrawn = Bewerbung zurückgezogen
action-home-agreed = Heimatteam stimmte zu
action-home-not-now = Heimatteam sagte „Jetzt nicht“
action-home-silent = Schweigen eines Heimatteams gemeldet
action-swap-asked = Um Tausch gebeten
action-swap-agreed = Tausch zugestimmt
action-swap-refused = Tausch abgelehnt
action-swap-withdrawn = Tausch zurückgezogen
action-swap-booked = Tausch gebucht
action-team-words-changed = Worte über ein Team geändert

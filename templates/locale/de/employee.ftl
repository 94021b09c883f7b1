## Was an einem Feld falsch ist, und was zu tun ist

fault-consent-missing = Wählen Sie, ob Sie an jeder Runde teilnehmen oder jedes Mal gefragt werden
fault-place-missing = Wählen Sie, wo Sie sich gern treffen
fault-hours-from = Wählen Sie, wann Ihr Arbeitstag beginnt
fault-hours-until = Wählen Sie, wann Ihr Arbeitstag endet
fault-hours-order = Ihr Arbeitstag muss nach seinem Beginn enden
fault-days-missing = Kreuzen Sie mindestens einen Tag an, an dem Sie sich treffen können
fault-language-unknown = Kreuzen Sie nur Sprachen aus der Liste an
fault-about-too-long = Schreiben Sie höchstens { $most } Zeichen über sich. Ihre Partner lesen das vor dem Treffen
fault-topics-too-many = Nennen Sie höchstens { $most } Themen. Die liebsten führen zum besseren Treffen
fault-topic-too-long = Ein Thema hat höchstens { $most } Zeichen. Setzen Sie Kommas zwischen die Themen
fault-pause-from = Geben Sie den ersten Tag der Pause als Datum an, etwa 24.03.2026
fault-pause-from-past = Der erste Tag der Pause liegt in der Vergangenheit. Geben Sie heute oder später an, oder lassen Sie ihn leer
fault-pause-until = Geben Sie den ersten Tag danach als Datum an, etwa 24.03.2026, oder lassen Sie ihn leer
fault-pause-order = Der erste Tag danach muss nach dem Beginn der Pause und nach heute liegen
fault-pause-too-long = Das sind mehr als zwei Jahre. Lassen Sie den Tag leer, wenn Sie ihn noch nicht kennen
fault-oneself = Das sind Sie selbst. Wählen Sie jemand anderen
fault-person-gone = Diese Person ist nicht mehr hier. Suchen Sie noch einmal
fault-rather-not-full = Ihre Liste hat { $most } Namen, mehr nimmt sie nicht auf. Nehmen Sie zuerst jemanden herunter
fault-known-full = Ihre Liste hat { $most } Namen, mehr nimmt sie nicht auf. Nehmen Sie zuerst jemanden herunter

## Wörter mehrerer Seiten

when-tomorrow = morgen
when-in-days = { $days ->
    [one] in einem Tag
   *[other] in { $days } Tagen
}
when-in-hours = { $hours ->
    [one] in einer Stunde
   *[other] in { $hours } Stunden
}
when-soon = jeden Moment
people-count = { $count ->
    [one] eine Person
   *[other] { $count } Personen
}
consent-standing = Jede Runde
consent-ask = Jedes Mal fragen
place-online = Online
place-office = Im Büro
place-either = Beides geht
day-mon = Mo
day-tue = Di
day-wed = Mi
day-thu = Do
day-fri = Fr
day-sat = Sa
day-sun = So
language-en = Englisch
language-de = Deutsch
language-fr = Französisch
language-es = Spanisch
language-it = Italienisch
language-pt = Portugiesisch
language-nl = Niederländisch
language-pl = Polnisch
language-cs = Tschechisch
language-tr = Türkisch
language-uk = Ukrainisch
language-ar = Arabisch
language-hi = Hindi
language-zh = Chinesisch
language-ja = Japanisch
reason-too-busy = Zu viel zu tun
reason-no-common-time = Keine gemeinsame Zeit
reason-know-each-other = Wir kennen uns schon
reason-not-useful = Bringt mir nichts
reason-away = Ich bin nicht da
reason-other = Etwas anderes
state-released = Noch zu verabreden
state-scheduled = Im Kalender
state-met = Getroffen
state-not-met = Nicht getroffen
state-unknown = Niemand sagte etwas
state-recalled = Zurückgezogen

## Warum

why-lead = Was zählte, als { $programme } am { $date } ausgelost wurde, und wie viel.
why-counted = Was zählte
why-what = Wofür
why-worth = Zählt
why-total = Zusammen
why-unit = 1,00 zählt eine neue Verbindung zwischen zwei Teams.
why-term-new = Sie kannten sich nicht und sind aus verschiedenen Teams
why-term-link = Ihre Teams haben wenige Verbindungen
why-term-topic = Gemeinsame Themen
why-term-repeat = Sie trafen sich schon einmal
why-term-seat = Jede und jeder von Ihnen nimmt teil
why-term-waited = Jemand von Ihnen blieb vorher übrig
why-term-other = Etwas anderes
why-ties = { $count ->
    [0] Ihre Teams hatten vorher keine Verbindung.
    [one] Ihre Teams hatten vorher eine Verbindung.
   *[other] Ihre Teams hatten vorher { $count } Verbindungen.
}
why-hours = Ihre Arbeitswochen überschneiden sich { $hours } Stunden.
why-topics = { $count ->
    [one] Sie haben ein Thema gemeinsam.
   *[other] Sie haben { $count } Themen gemeinsam.
}
why-next = Mit jemand anderem
why-next-none = Kein Tausch, der Ihnen jemand anderen gäbe, war nach den Regeln erlaubt.
why-next-equal = Jemand anderes wäre für das Ganze genauso gut gewesen. Der Zufall wählte, damit sich nicht immer dieselben treffen.
why-next-costs = Der Plan als Ganzes hätte { $worth } verloren, wenn Sie die nächstbeste Person bekommen hätten.
why-rules = Regeln, die eingehalten wurden
why-rule-never = Niemand trifft jemanden, den er lieber nicht trifft
why-rule-team = Nur Menschen verschiedener Teams treffen sich
why-rule-slot = Alle haben gemeinsame Arbeitszeit
why-rule-language = Alle teilen eine Sprache, wo sie welche nannten
why-rule-manager = Niemand trifft die eigene Führungskraft
why-rule-repeat = Niemand trifft dieselbe Person zu bald wieder
why-rule-seats = Kein Team gibt mehr Menschen, als es Plätze hat
why-rule-one = Niemand ist in zwei Gruppen
why-run = Die ganze Runde
why-run-people = { $people ->
    [one] Eine Person nahm teil
   *[other] { $people } Personen nahmen teil
}, in { $groups ->
    [one] einer Gruppe
   *[other] { $groups } Gruppen
}; { $left_out ->
    [0] niemand blieb übrig.
    [one] eine Person blieb übrig.
   *[other] { $left_out } blieben übrig.
}
why-run-new = { $count ->
    [one] Sie schuf eine neue Verbindung zwischen Teams.
   *[other] Sie schuf { $count } neue Verbindungen zwischen Teams.
}
why-run-best = Bewiesen: Kein Plan wäre besser gewesen.
why-run-gap = Bewiesen: Kein Plan hätte mehr als { $gap } besser sein können.
why-none-title = Nicht aufbewahrt
why-none = Die Gründe dieser Runde wurden nicht aufbewahrt.

## Startseite

home-title = Start
home-hello = Hallo, { $name }
home-coffee-with = Kaffee mit { $names }
home-until = { $minutes } Minuten, bis { $date }
home-until-open = { $minutes } Minuten, wann es Ihnen passt
home-times = Zeiten, die beiden passen
home-times-group = Zeiten, die allen passen
home-times-theirs = { $time } für { $name } ({ $zone })
home-times-none = Keine Zeit liegt in der Arbeitszeit aller. Schreiben Sie einander und finden Sie eine.
home-you-invite = Diesmal laden Sie ein.
home-they-invite = { $name } lädt ein.
home-invited = Die Einladung für { $time } kam mit der Mail.
home-invited-time = in der Einladung
home-write = An { $name } schreiben
home-question = Für den Anfang
home-about = Über { $name }
home-topics = { $name } spricht gern über { $topics }
home-scheduled = Steht im Kalender
home-met = Wir haben uns getroffen
home-not-met = Diesmal nicht
home-not-met-after = Wir haben uns nicht getroffen
home-you-said-scheduled = Sie sagten, es steht im Kalender. Sagen Sie uns danach, dass Sie sich getroffen haben.
home-you-said-met = Sie sagten, dass Sie sich getroffen haben. Danke.
home-you-said-not-met = Sie sagten, dass es nicht dazu kam. Danke für die Rückmeldung.
home-why = Warum { $name }?
home-why-group = Warum Sie?
home-why-open = Alles, was gezählt hat
home-ask-title = Sind Sie bei { $programme } dabei?
home-ask-body = Die nächste Auslosung ist am { $date }. Mit Ja bekommen Sie jemanden zugelost; ohne Antwort setzen Sie nur diese eine Runde aus, und niemand erfährt es.
home-ask-yes = Ja, ich bin dabei
home-ask-skip = Diesmal aussetzen
home-answered-yes = Sie sind in dieser Runde dabei. Ausgelost wird am { $date }.
home-answered-skip = Sie setzen diese Runde aus. Nächstes Mal werden Sie wieder gefragt.
home-answer-undo-yes = Doch teilnehmen
home-answer-undo-skip = Doch aussetzen
home-drawn-title = Ihre Runde wird vorbereitet
home-drawn-body = { $programme } ist ausgelost. Der Plan wird noch einmal angesehen; Sie hören davon { $when }.
home-drawn-body-person = { $programme } ist ausgelost. Jemand sieht sich den Plan an, bevor er Sie erreicht.
home-drawn-trouble = Die Auslosung von { $programme } braucht Hilfe. Niemand hat etwas bekommen, und wer sie betreut, weiß es.
home-left-out-title = Diese Runde ohne Partner
home-left-out-body = { $programme } konnte am { $date } nicht für alle jemanden finden. Nächstes Mal sind Sie zuerst dran.
home-no-places-title = Ihr Team gibt zurzeit keine Plätze
home-no-places-body = Darum wurde { $programme } am { $date } ohne Sie ausgelost. Sobald es Plätze gibt, kommen Sie zuerst dran.
home-no-places-more = Warum, und wer entscheidet
home-left-out-more = Warum, und was Sie tun können
home-next = Nächste Auslosung
home-next-rule = { $programme }: { $cadence }, { $zone }
home-next-both = Sie sind in jeder Runde dabei.
home-next-no-places = Ihr Team gibt zurzeit keine Plätze. Sobald es welche gibt, kommen Sie zuerst dran.
home-next-ask = Vor der Auslosung werden Sie gefragt.
home-next-ask-never = Dieses Programm fragt nicht; Sie nehmen nur teil, wenn Sie jede Runde wählen.
home-next-paused-programme = { $programme } macht gerade keine Runden. Es geht weiter, sobald die Leitung es sagt.
home-next-none = Es ist keine weitere Runde geplant.
home-next-you-paused = Dann sind Sie in der Pause.
home-next-resting = Sie ruhen nach drei stillen Runden. Ein Klick, und Sie sind zurück.
home-waited = { $count ->
    [one] Letztes Mal blieben Sie übrig, darum kommen Sie jetzt zuerst.
   *[other] { $count } Mal blieben Sie übrig, darum kommen Sie jetzt zuerst.
}
home-resume-rest = Ich bin wieder da
home-none-title = Lernen Sie jemanden kennen, den Sie sonst nicht träfen
home-none-body = { $count ->
    [one] Es gibt ein Programm zum Mitmachen. Das dauert keine Minute, und mit einem Klick sind Sie wieder draußen.
   *[other] Es gibt { $count } Programme zum Mitmachen. Das dauert keine Minute, und mit einem Klick sind Sie wieder draußen.
}
home-none-button = Zu den Programmen
home-no-programme-title = Noch nichts zum Mitmachen
home-no-programme-admin = Sie können ein Kaffee-Programm öffnen: ein Name, ein Rhythmus in Worten und jemand, der dafür einsteht. Wer mitmachen will, füllt ein Formular aus.
home-no-programme-new = Neues Kaffee-Programm
home-no-programme-body = Sobald jemand ein Kaffee-Programm öffnet, finden Sie es hier.
home-waiting-title = Ihr nächster Kaffee
home-waiting-body = Die Auslosung am { $date } findet jemanden aus einem anderen Team für Sie. Sie bekommen beide eine Mail mit drei Zeiten, die beiden passen.
home-waiting-body-ask = Vor der Auslosung am { $date } werden Sie gefragt, ob Sie dabei sind. Mit Ja bekommen Sie beide eine Mail mit drei Zeiten, die beiden passen.
home-waiting-body-paused = Sie sind in der Pause. Für Sie wird nichts geplant, und niemand sieht es.
home-waiting-body-resting = Sie ruhen: Die nächsten Auslosungen finden ohne Sie statt, bis Sie sagen, dass Sie wieder da sind.
home-waiting-body-idle = Sobald die nächste Runde geplant ist, steht ihr Datum hier.
home-last = Letzte Treffen
home-last-none = Nach Ihrem ersten Kaffee steht hier, wen Sie getroffen haben.
home-last-all = Alle Ihre Treffen
home-map = Ihre Karte
home-map-none = Ein Punkt für jede Person, die Sie treffen, nach Teams geordnet. Sie beginnt mit Ihrem ersten Kaffee.
home-map-title = Sie, und { $people ->
    [one] die eine Person, die Sie kennen,
   *[other] die { $people } Personen, die Sie kennen,
} { $teams ->
    [one] aus einem Team
   *[other] aus { $teams } Teams
}
home-map-description = Sie stehen in der Mitte. Jeder Punkt ist eine Person, neben den anderen ihres Teams; eine durchgezogene Linie heißt, dass Sie sich getroffen haben, eine gepunktete, dass Sie sich vorher kannten.
home-map-list = Dasselbe als Liste
home-map-more = Gezeichnet sind die { $shown }, die Sie zuletzt getroffen haben.
home-map-you = Sie
home-map-known = Vorher bekannt
home-map-person = Person
home-map-team = Team
home-map-since = Zuletzt getroffen
home-map-only-you = Das sehen nur Sie.
home-load = Gut genutzte Zeit
home-load-meetings = { $count ->
    [one] Kaffee in diesem Quartal
   *[other] Kaffees in diesem Quartal
}
home-load-time = zusammen in diesem Quartal
home-load-people = { $count ->
    [one] Person bisher getroffen
   *[other] Personen bisher getroffen
}
home-load-teams = { $count ->
    [one] Team erreicht
   *[other] Teams erreicht
}
home-pause = Pause
home-pause-hint = Bis Sie zurück sind, wird nichts für Sie geplant. Niemand erfährt es.
home-pause-until = Erster Tag danach
home-pause-until-hint = Leer lassen, wenn Sie ihn noch nicht kennen.
home-pause-button = Pause machen
home-paused-until = Sie sind in der Pause, bis { $date }.
home-paused-open = Sie sind in der Pause, bis Sie etwas anderes sagen.
home-paused-ahead = Ihre Pause beginnt am { $from }; am { $until } sind Sie zurück.
home-paused-ahead-open = Ihre Pause beginnt am { $from } und dauert, bis Sie etwas anderes sagen.
home-resume = Ich bin jetzt zurück
home-resume-ahead = Doch keine Pause
home-done-scheduled = Notiert: Es steht im Kalender. Viel Freude.
home-done-met = Schön. Sie kennen hier jetzt jemanden mehr.
home-done-not-met = Notiert, und danke für die Rückmeldung.
home-done-answer-yes = Sie sind dabei.
home-done-answer-skip = Sie setzen diese Runde aus.
home-done-paused = Ihre Pause steht.
home-done-resumed = Willkommen zurück. Bei der nächsten Auslosung sind Sie dabei.
home-done-left = Sie sind ausgetreten. Ihr Verlauf bleibt Ihrer.
home-done-third = Sie sind dabei. Alle drei bekommen eine Mail.
home-done-saved = Gespeichert.

## Programme

programmes-title = Programme
programmes-intro = Machen Sie mit, was Ihnen gefällt, und gehen Sie mit einem Klick. Wer teilnimmt, wird niemandem gezeigt.
programmes-none-title = Noch ist kein Programm offen
programmes-none = Wenn jemand eines öffnet, steht es hier, mit seinem Zweck und der Zeit, die es kostet.
programmes-time = Zeit
programmes-time-value = { $minutes } Minuten, { $cadence }
programmes-next = Nächste Auslosung
programmes-next-value = { $date }, { $when }
programmes-next-none = Nicht geplant
programmes-next-paused = Gerade nicht: Das Programm pausiert
programmes-people = Dabei sind
programmes-people-few = Bisher wenige, oder wenige insgesamt
programmes-people-value = { $count } Personen oder mehr
programmes-owner = Leitung
programmes-stored = Was gespeichert wird
programmes-join = Mitmachen
programmes-in = Sie sind dabei
programmes-in-resting = Sie ruhen
programmes-preferences = Ändern oder austreten
stored-answers = Was Sie im Formular angeben, bis Sie es ändern oder löschen.
stored-meetings = Mit wem Sie ausgelost wurden und ob Sie sich trafen, damit Sie neue Menschen treffen.
stored-rather-not = Ihre Lieber-nicht-Liste, die nur Sie sehen.
stored-nothing = Nichts
stored-yes = Ja
stored-no = Nein
stored-not = Nicht gespeichert: worüber Sie sprechen, Ihr Kalender, Ihre Mails.

## Mitmachen

join-title = Bei { $programme } mitmachen
join-lead = Alles hat schon eine sinnvolle Antwort. Ändern Sie, was nicht passt, und drücken Sie auf Mitmachen.
join-known = Was wir schon wissen
join-known-hint = Aus dem Verzeichnis Ihrer Organisation. Wenn etwas falsch ist, sagen Sie es dort, wo es gepflegt wird.
join-known-team = Team
join-known-manager = Vorgesetzt
join-known-site = Standort
join-known-since = Hier seit
join-known-zone = Zeitzone
join-how = Wie möchten Sie teilnehmen?
join-how-standing = Jede Runde
join-how-standing-hint = Sie sind in jeder Auslosung, bis Sie Pause machen oder austreten.
join-how-ask = Jedes Mal fragen
join-how-ask-hint = { $days ->
    [one] Einen Tag vor jeder Auslosung kommt eine Frage. Keine Antwort heißt Nein.
   *[other] { $days } Tage vor jeder Auslosung kommt eine Frage. Keine Antwort heißt Nein.
}
join-place = Wo treffen Sie sich gern?
join-hours = Wann können Sie sich treffen?
join-hours-hint = Vorgeschlagen werden nur Zeiten darin, in Ihrer Zeitzone ({ $zone }).
join-from = Von
join-until = Bis
join-days = Tage
join-speaks = Sprachen, in denen Sie sich treffen können
join-speaks-hint = Keine ankreuzen, wenn es egal ist.
join-about = Zwei Zeilen über Sie
join-about-hint = Wen Sie treffen, liest das. Höchstens { $most } Zeichen.
join-topics = Themen, über die Sie gern sprechen
join-topics-hint = Mit Kommas dazwischen, höchstens { $most }. Gemeinsame Themen machen ein Treffen etwas wahrscheinlicher.
join-calendar = Meinen Mails eine Kalendereinladung beilegen
join-map = Mich auf der Karte zeigen
join-map-hint = Alle Angemeldeten dürfen dann Ihren Namen sehen und Ihre Verbindungen zu anderen, die das angekreuzt haben. Sie können es jederzeit zurücknehmen.
join-pause = Bald nicht da?
join-pause-from = Erster Tag der Pause
join-pause-until = Erster Tag danach
join-button = Mitmachen
join-over-title = Dieses Programm ist zu Ende
join-over = Bei { $programme } kann niemand mehr mitmachen.
joined-title = Sie sind dabei
joined-already = Sie nehmen an { $programme } teil.
joined-next = Die nächste Auslosung ist am { $date }, { $when }.
joined-next-ask = { $days ->
    [one] Einen Tag vorher fragen wir, ob Sie dabei sind.
   *[other] { $days } Tage vorher fragen wir, ob Sie dabei sind.
}
joined-next-standing = Dann bekommen Sie beide eine Mail mit drei Zeiten, die beiden passen. Bis dahin ist nichts zu tun.
joined-next-none = Sobald eine Auslosung geplant ist, steht ihr Datum auf Ihrer Startseite.
joined-stored = Das ist gespeichert
joined-more = Zwei Listen machen Ihre Treffen besser
joined-known = Wen Sie gut kennen
joined-known-hint = Sie treffen zuerst neue Menschen.
joined-rather-not = Lieber nicht
joined-rather-not-hint = Privat und still. Mit diesen Personen werden Sie nie zusammengelost.
joined-home = Zur Startseite

## Einstellungen

preferences-title = Vorlieben
preferences-programmes = Ihre Programme
preferences-none = Sie nehmen an keinem Programm teil.
preferences-none-link = Zu den Programmen
preferences-leave = Austreten
preferences-about = Über Sie
preferences-lists = Ihre Listen
preferences-known = Wen Sie gut kennen
preferences-rather-not = Mit wem Sie lieber nicht zusammenkommen
preferences-data = Alles, was über Sie gespeichert ist
preferences-pause = Pause
leave-title = Aus { $programme } austreten?
leave-body = Ab jetzt sind Sie in keiner Runde von { $programme }. Die nächste Auslosung wäre am { $date }.
leave-body-plain = Ab jetzt sind Sie in keiner Runde von { $programme }.
leave-open = { $count ->
    [0] Sie haben kein offenes Treffen.
    [one] Ein Treffen ist schon angekündigt. Es bleibt; sagen Sie Bescheid, wenn Sie nicht können.
   *[other] { $count } Treffen sind schon angekündigt. Sie bleiben; sagen Sie Bescheid, wenn Sie nicht können.
}
leave-stays = Ihr Verlauf und Ihre Listen bleiben Ihre. Wenn Sie wieder mitmachen, sind sie, wie Sie sie verlassen haben.
leave-button = Aus { $programme } austreten
leave-pause = Nur eine Weile weg? Machen Sie stattdessen Pause.

## Wen Sie gut kennen, und lieber nicht

known-title = Wen Sie gut kennen
known-lead = Sie treffen zuerst Menschen, die Sie nicht kennen. Nennen Sie alle, die Sie auf dem Flur grüßen würden; niemand bekommt eine Nachricht.
known-both = Es gilt für Sie beide: Die andere Person sieht Sie auch auf dieser Liste, und beide können es zurücknehmen.
known-none-title = Noch niemand hier
known-none = Suchen Sie oben einen Namen. Jede Person hier macht Platz für jemand Neues in Ihrem nächsten Treffen.
known-added = { $name } ist auf Ihrer Liste.
known-removed = { $name } ist nicht mehr auf Ihrer Liste.
rather-not-title = Mit wem Sie lieber nicht zusammenkommen
rather-not-lead = Niemand fragt nach dem Grund. Die andere Person erfährt nie davon, es gilt in beide Richtungen, und es steht in keinem Bericht: Nur Sie sehen diese Liste.
rather-not-when = Es zählt ab der nächsten Auslosung. Ein schon angekündigtes Treffen bleibt.
rather-not-none-title = Ihre Liste ist leer
rather-not-none = Suchen Sie oben einen Namen. Ab der nächsten Auslosung kommen Sie mit dieser Person nicht zusammen.
rather-not-added = { $name } ist auf Ihrer Liste. Sie werden nicht mehr zusammengelost.
rather-not-removed = { $name } ist nicht mehr auf Ihrer Liste.
list-count = { $count } von { $most }
list-search = Name oder Mailadresse
list-search-button = Suchen
list-results = Gefunden
list-results-none-title = Niemand mit diesem Namen
list-results-none = Versuchen Sie es mit weniger Buchstaben oder der Mailadresse.
list-add = Hinzufügen
list-remove = Herunternehmen
list-more = Weitere Personen
list-before = Vorige Personen
list-own = Auf Ihrer Liste
list-on-it = Auf Ihrer Liste

## Gruppe, Rückmeldung

group-recalled-title = Dieses Treffen wurde zurückgezogen
group-recalled = { $programme } hat es zurückgenommen. Sie müssen nichts tun; alle haben eine Nachricht bekommen.
group-closed = Diese Runde ist vorbei. Sie können immer noch sagen, ob Sie sich getroffen haben.
not-met-title = Was kam dazwischen?
not-met-lead = Ein Klick. Das hilft, besser auszulosen; wer was sagte, wird niemandem gezeigt.
not-met-know = Kennen Sie sich schon, so kommen Sie auch auf die Liste derer, die sich gut kennen.
words-title = Möchten Sie etwas hinzufügen?
words-label = In Ihren Worten
words-hint = Höchstens { $most } Zeichen.
words-share = Koordinierende dürfen das lesen
words-share-hint = Ohne Haken sehen nur Sie es.
words-save = Behalten
words-too-long = Schreiben Sie höchstens { $most } Zeichen
words-kept = Behalten. Danke.

## Übrig geblieben

left-out-title = Diese Runde ohne Partner
left-out-sorry = Am { $date } wurde { $programme } ausgelost, und Sie blieben übrig.
left-out-repaid = Nächstes Mal sind Sie zuerst dran: Bei der Auslosung am { $date } wiegt Ihr Warten so viel, wie es kann.
left-out-repaid-plain = Nächstes Mal sind Sie zuerst dran: Bei der nächsten Auslosung wiegt Ihr Warten so viel, wie es kann.
left-out-places-lead = Sobald es welche gibt, kommen Sie zuerst dran. Darüber entscheidet { $lead }.
left-out-places-you = Sobald es welche gibt, kommen Sie zuerst dran. Sie leiten das Team, also entscheiden Sie darüber.
left-out-places = Sobald es welche gibt, kommen Sie zuerst dran.
left-out-places-edit = Plätze des Teams ändern
left-out-seats = { $wanted ->
    [one] Jemand aus Ihrem Team wollte kommen, und es { $seats ->
        [0] gab keine Plätze.
        [one] hatte { $seats } Platz.
       *[other] hatte { $seats } Plätze.
    }
   *[other] { $wanted } aus Ihrem Team wollten kommen, und es { $seats ->
        [0] gab keine Plätze.
        [one] hatte { $seats } Platz.
       *[other] hatte { $seats } Plätze.
    }
}
left-out-could = { $could ->
    [0] Nach den Regeln hätten Sie von den { $others } anderen niemanden treffen können.
   *[other] Nach den Regeln hätten Sie { $could } der { $others } anderen treffen können.
}
left-out-numbers = Die Runde in Zahlen
left-out-third = Zu einem Paar dazukommen
left-out-third-lead = Es gibt ein Paar, das zu Ihnen passt: andere Teams, Menschen, die Sie nicht kürzlich trafen, und eine Zeit, die allen dreien passt. Wenn Sie dazukommen, erhalten alle drei gleich eine Mail.
left-out-third-button = Dazukommen
left-out-third-none = Diesmal passt kein Paar: Bei jedem steht eine Regel dagegen, etwa dasselbe Team, ein Treffen vor kurzem oder keine gemeinsame Zeit.
left-out-third-seats = Auch bei einem Paar brauchten Sie einen Platz Ihres Teams, und es ist keiner frei.
left-out-third-late = Die meisten Paare haben sich inzwischen verabredet, darum kommt niemand mehr dazu.
left-out-in-group = Sie sind jetzt in einer Gruppe dieser Runde.
left-out-reason-odd = Eine ungerade Zahl von Menschen nahm teil, so musste jemand übrig bleiben.
left-out-reason-seats = Die Plätze Ihres Teams in dieser Runde waren vergeben.
left-out-reason-places = Ihr Team gibt zurzeit keine Plätze.
left-out-reason-places-then = Ihr Team gab damals keine Plätze.
left-out-reason-nobody = Niemand in dieser Runde passte nach den Regeln: anderes Team, nicht kürzlich getroffen, eine gemeinsame Zeit.
left-out-reason-knows = Sie kennen alle in dieser Runde, die für Sie in Frage gekommen wären.
left-out-reason-hours = Niemand in dieser Runde hatte Arbeitszeiten, die sich mit Ihren überschneiden.
left-out-reason-language = Niemand in dieser Runde, der in Frage gekommen wäre, teilt eine Sprache mit Ihnen.
left-out-reason-fell-through = Für Sie war jemand geplant, der nicht mehr da ist.
left-out-reason-alone = Diesmal nahm niemand sonst teil.
left-out-reason-time = Die Zeit für den Plan war um, bevor ein Platz für Sie gefunden war.
left-out-reason-plan = Mit jemandem für Sie hätte das Ganze weniger neue Verbindungen gehabt.

## Verlauf

history-title = Wen Sie getroffen haben
history-summary = { $people ->
    [one] Sie haben eine Person getroffen
   *[other] Sie haben { $people } Personen getroffen
} { $teams ->
    [one] in einem Team,
   *[other] in { $teams } Teams,
} { $meetings ->
    [one] bei einem Treffen.
   *[other] bei { $meetings } Treffen.
}
history-none-title = Ihr erster Kaffee kommt noch
history-none = Danach steht hier, wen Sie wann und in welchem Team getroffen haben.
history-none-found-title = Nichts gefunden
history-none-found = Kein Treffen mit diesem Namen oder Team.
history-filter = Name oder Team
history-filter-button = Filtern
history-clear = Alle zeigen
history-meetings = Treffen
history-people = Personen
history-teams = Teams
history-team = Team
history-when = Wann
history-with = Mit
history-programme = Programm
history-state = Stand
history-last = Zuletzt getroffen
history-times = Treffen
history-known = Vorher bekannt
history-csv = Als CSV herunterladen
history-only-you = Diese Liste sehen nur Sie.

## Links in Mails

link-title-yes = An dieser Runde teilnehmen?
link-body-yes = { $programme } wird am { $date } ausgelost. Mit Ja bekommen Sie jemanden zugelost und drei Zeiten, die beiden passen.
link-button-yes = Ja, ich bin dabei
link-done-yes = Sie sind dabei. Ausgelost wird am { $date }.
link-title-skip = Diese Runde aussetzen?
link-body-skip = In der Auslosung am { $date } bekommen Sie niemanden. Nächstes Mal werden Sie wieder gefragt.
link-button-skip = Diesmal aussetzen
link-done-skip = Sie setzen diese Runde aus.
link-title-pause = Eine Weile Pause?
link-body-pause = Bis Sie zurück sind, wird nichts für Sie geplant. Niemand erfährt es.
link-button-pause = Pause machen
link-done-pause = Sie sind in der Pause.
link-title-scheduled = Steht es im Kalender?
link-body-group = Ihr Kaffee mit { $names }.
link-button-scheduled = Ja, es steht im Kalender
link-done-scheduled = Notiert: Es steht im Kalender. Viel Freude.
link-title-met = Haben Sie sich getroffen?
link-button-met = Ja, wir haben uns getroffen
link-done-met = Schön. Sie kennen hier jetzt jemanden mehr.
link-title-not-met = Kam es nicht dazu?
link-body-not-met = Ein Klick sagt, warum. Wer was sagte, wird niemandem gezeigt.
link-done-not-met = Notiert, und danke für die Rückmeldung.
link-title-know = Kennen Sie sich schon?
link-body-know = Dann treffen Sie nächstes Mal jemand Neues.
link-button-know = Ja, wir kennen uns
link-done-know = Notiert. Nächstes Mal treffen Sie jemand Neues.
link-title-third = Zu einem Paar dazukommen?
link-body-third = Es gibt ein Paar, das zu Ihnen passt. Wenn Sie dazukommen, erhalten alle drei gleich eine Mail.
link-button-third = Dazukommen
link-done-third = Sie sind dabei. Alle drei bekommen eine Mail.
link-title-stop = Keine Mails mehr von { $programme }?
link-body-stop = Sie treten aus dem Programm aus: Keine Runde enthält Sie, und keine Mail darüber erreicht Sie. Sie können jederzeit wieder mitmachen.
link-button-stop = Keine Mails mehr
link-done-stop = Sie sind aus { $programme } ausgetreten. Es kommen keine Mails mehr darüber.
link-title-back = Wieder dabei?
link-body-back = Sie ruhten nach drei stillen Runden. Kommen Sie zurück, so sind Sie in der nächsten Auslosung.
link-button-back = Ja, ich bin wieder da
link-done-back = Willkommen zurück. Bei der nächsten Auslosung sind Sie dabei.
link-already = Das war schon erledigt. Es hat sich nichts geändert.
link-over-title = Diese Runde ist vorbei
link-over = Sie wurde schon ausgelost, darum kann Ihre Antwort nicht mehr zählen. Nächstes Mal werden Sie wieder gefragt.
link-withdrawn-title = Dieses Treffen wurde zurückgezogen
link-withdrawn = Dazu ist nichts mehr zu sagen.
link-gone-title = Das ist nicht mehr offen
link-gone = Worum es in dem Link ging, ist beendet oder zurückgezogen.
link-more = Mehr auf Ihrer Startseite

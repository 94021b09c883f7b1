### Was Weft den Leuten schreibt. Keine Ausrufezeichen; was, wann, warum, wie man es rückgängig macht.

## Fuß jeder Mail

mail-footer-programme = Sie bekommen diese Mail, weil Sie bei { $programme } mitmachen.
mail-footer-sign-in = Sie bekommen diese Mail, weil jemand diese Adresse zum Anmelden eingegeben hat. Waren Sie es nicht, brauchen Sie nichts zu tun: Es passiert nichts.
mail-footer-owner = Sie bekommen diese Mail, weil Sie für { $programme } zuständig sind.
mail-footer-test = Sie bekommen diese Mail, weil jemand Weft einrichtet und diese Adresse gewählt hat.
mail-footer-preferences = Häufigkeit ändern, pausieren oder aufhören
mail-footer-from = Gesendet von Weft für { $organisation }.

## Anmelden

mail-sign-in-subject = Bei Weft anmelden
mail-sign-in-preheader = { $minutes ->
    [one] Link und Code gelten { $minutes } Minute.
   *[other] Link und Code gelten { $minutes } Minuten.
}
mail-sign-in-lead = Melden Sie sich mit diesem Link oder diesem Code an.
mail-sign-in-button = Anmelden
mail-sign-in-code = Oder geben Sie diesen Code auf der Seite ein, auf der Sie ihn angefordert haben:
mail-sign-in-valid = { $minutes ->
    [one] Beides gilt einmal, innerhalb von { $minutes } Minute.
   *[other] Beides gilt einmal, innerhalb von { $minutes } Minuten.
}
mail-sign-in-asked = Angefordert am { $at } ({ $zone }) mit { $device }. Weft fragt Sie nie am Telefon oder im Chat nach diesem Code.

## Frage vor der Runde

mail-question-subject = { $programme } am { $date }: Sind Sie dabei?
mail-question-preheader = Antworten Sie bis { $by }.
mail-question-lead = Die nächste Runde von { $programme } ist am { $date }. Sind Sie dabei?
mail-question-what = { $minutes ->
    [one] Es dauert { $minutes } Minute, mit jemandem aus einem anderen Team.
   *[other] Es dauert { $minutes } Minuten, mit jemandem aus einem anderen Team.
}
mail-question-yes = Ja, ich bin dabei
mail-question-skip = Diesmal nicht
mail-question-pause = Pause bis zu einem Datum
mail-question-silence-joins = Ohne Antwort bis { $by } sind Sie dabei, wie Sie es in Ihren Einstellungen gewählt haben.
mail-question-silence-skips = Ohne Antwort bis { $by } setzen Sie diese Runde aus. Das hat keine Nachteile für Sie.

## Treffen

mail-match-subject = { $minutes ->
    [one] Treffen Sie { $name } ({ $team }): { $minutes } Minute bis { $by }
   *[other] Treffen Sie { $name } ({ $team }): { $minutes } Minuten bis { $by }
}
mail-match-subject-group = { $minutes ->
    [one] Treffen Sie { $names }: { $minutes } Minute bis { $by }
   *[other] Treffen Sie { $names }: { $minutes } Minuten bis { $by }
}
mail-match-preheader = Ein Termin, der allen passt: { $time }
mail-match-lead = { $minutes ->
    [one] Treffen Sie { $names } für { $minutes } Minute, bis { $by }.
   *[other] Treffen Sie { $names } für { $minutes } Minuten, bis { $by }.
}
mail-match-topics = Spricht gern über
mail-match-languages = Spricht
mail-match-times = { $n ->
    [one] Ein Termin in der Arbeitszeit von allen, nach Ihrer Uhr ({ $zone })
   *[other] { $n } Termine in der Arbeitszeit von allen, nach Ihrer Uhr ({ $zone })
}
mail-match-no-times = Ihre Arbeitszeiten überschneiden sich kaum, deshalb schlägt Weft keinen Termin vor. Am besten schreiben Sie, was Ihnen passt.
mail-time-for = Für { $name }: { $time } ({ $zone })
mail-match-attached = Die Einladung für { $time } hängt an, und alle in dieser Gruppe haben sie. Passt sie nicht, antworten Sie auf diese Mail: Ihre Antwort geht an { $names }.
mail-match-attached-own = Die Einladung für { $time } hängt an. Nicht alle in dieser Gruppe nehmen Einladungen per Mail, also sprechen Sie sich ab: Eine Antwort auf diese Mail geht an { $names }.
mail-match-you-invite = Diesmal laden Sie ein: Wählen Sie einen Termin und verschicken Sie ihn. Eine Antwort auf diese Mail geht an { $names }.
mail-match-they-invite = Diesmal lädt { $name } ein. Möchten Sie den Anfang machen, antworten Sie auf diese Mail: Ihre Antwort geht an { $names }.
mail-match-scheduled = Steht im Kalender
mail-match-know = Wir kennen uns schon
mail-match-cannot = Diesmal geht es nicht
mail-match-question = Eine Frage für den Anfang
mail-match-why = { $n ->
    [one] Warum Sie beide
   *[other] Warum Sie
}
mail-match-why-link = Was gezählt hat, und wie viel
mail-why-new = { $ties ->
    [0] Noch kennt niemand aus { $one } jemanden aus { $other }. Sie sind die erste Verbindung zwischen den beiden Teams.
    [one] Sie kennen sich noch nicht. Bisher verbindet ein Paar { $one } und { $other }; Sie sind das zweite.
   *[other] Sie kennen sich noch nicht. Bisher verbinden { $ties } Paare { $one } und { $other }; mit Ihnen ist es eines mehr.
}
mail-why-again = { $times ->
    [one] Sie haben sich einmal getroffen, am { $date }. Jemand Neues war diesmal nicht erreichbar.
   *[other] Sie haben sich { $times }-mal getroffen, zuletzt am { $date }. Jemand Neues war diesmal nicht erreichbar.
}
mail-why-topics = { $n ->
    [one] Sie haben dasselbe Thema gewählt: { $topics }.
   *[other] Sie haben { $n } gleiche Themen gewählt: { $topics }.
}
mail-why-hours = { $hours ->
    [one] Ihre Arbeitszeiten überschneiden sich um { $hours } Stunde in der Woche.
   *[other] Ihre Arbeitszeiten überschneiden sich um { $hours } Stunden in der Woche.
}
mail-why-waited = { $rounds ->
    [one] Sie gingen in der letzten Runde leer aus, deshalb kamen Sie diesmal zuerst dran.
   *[other] Sie gingen { $rounds } Runden nacheinander leer aus, deshalb kamen Sie diesmal zuerst dran.
}
mail-why-target = Ihre Organisation möchte, dass { $one } und { $other } sich besser kennenlernen.

mail-invite-summary = Kaffeerunde: { $names }
mail-invite-cancelled = Abgesagt: Kaffeerunde von { $names }
mail-invite-description = { $minutes ->
    [one] { $programme }: { $minutes } Minute zum Kennenlernen. Verschieben Sie den Termin, wenn ein anderer besser passt.
   *[other] { $programme }: { $minutes } Minuten zum Kennenlernen. Verschieben Sie den Termin, wenn ein anderer besser passt.
}

## Leer ausgegangen

mail-left-out-subject = { $programme }: am { $date } niemand für Sie
mail-left-out-subject-first = { $programme }: am { $date } niemand für Sie, nächstes Mal zuerst
mail-left-out-lead = In dieser Runde von { $programme } gibt es leider niemanden für Sie ({ $date }).
mail-left-out-odd = { $people ->
    [one] { $people } Person hat mitgemacht, da bleibt jemand übrig.
   *[other] { $people } Leute haben mitgemacht, eine ungerade Zahl, also bleibt jemand übrig. Diesmal sind das Sie.
}
mail-left-out-seats = { $seats ->
    [0] { $team } hat in dieser Runde keine Plätze, und { $wanted } Leute aus dem Team wollten einen.
    [one] { $team } hat in dieser Runde { $seats } Platz, und { $wanted } Leute aus dem Team wollten einen.
   *[other] { $team } hat in dieser Runde { $seats } Plätze, und { $wanted } Leute aus dem Team wollten einen.
}
mail-left-out-subject-places = { $programme }: Ihr Team gibt zurzeit keine Plätze
mail-left-out-no-places = Ihr Team gibt zurzeit keine Plätze.
mail-left-out-places-lead = Sobald es welche gibt, kommen Sie zuerst dran. Darüber entscheidet { $lead }. Diese Mail kommt einmal, nicht in jeder Runde.
mail-left-out-places-you = Sobald es welche gibt, kommen Sie zuerst dran. Sie leiten das Team, also entscheiden Sie darüber. Diese Mail kommt einmal, nicht in jeder Runde.
mail-left-out-places = Sobald es welche gibt, kommen Sie zuerst dran. Diese Mail kommt einmal, nicht in jeder Runde.
mail-left-out-known = { $people ->
    [one] { $people } Person hat mitgemacht, und Sie kennen sich schon.
   *[other] { $people } Leute haben mitgemacht, und alle, die für Sie frei waren, kennen Sie schon.
}
mail-left-out-hours = { $people ->
    [one] { $people } Person hat mitgemacht, ohne gemeinsame Arbeitszeit mit Ihnen.
   *[other] { $people } Leute haben mitgemacht, aber niemand, der für Sie frei war, arbeitet zu denselben Zeiten wie Sie.
}
mail-left-out-language = { $people ->
    [one] { $people } Person hat mitgemacht, ohne gemeinsame Sprache mit Ihnen.
   *[other] { $people } Leute haben mitgemacht, aber niemand, der für Sie frei war, spricht eine Sprache, die auch Sie sprechen.
}
mail-left-out-better = { $connections ->
    [one] Jedes Treffen, das für Sie möglich war, hätte andere eine neue Verbindung gekostet.
   *[other] Jedes Treffen, das für Sie möglich war, hätte andere { $connections } neue Verbindungen gekostet.
}
mail-left-out-first-on = In der nächsten Runde ({ $date }) kommen Sie zuerst dran. Sie brauchen nichts zu tun.
mail-left-out-first = In der nächsten Runde kommen Sie zuerst dran. Sie brauchen nichts zu tun.
mail-left-out-next-on = Die nächste Runde ist am { $date }. Sie brauchen nichts zu tun.
mail-left-out-no-next = Wir melden uns, wenn es eine nächste Runde gibt.
mail-left-out-third = Wenn Sie jetzt schon jemanden treffen möchten: Ein Paar hat noch Platz für eine dritte Person.
mail-left-out-third-button = Bei einem Paar dazukommen
mail-left-out-why-link = Wie diese Runde entschieden wurde

## Erinnerung

mail-nudge-subject = Haben Sie mit { $names } schon einen Termin?
mail-nudge-preheader = Zeit ist bis { $by }.
mail-nudge-lead = { $minutes ->
    [one] Haben Sie mit { $names } schon einen Termin? Zeit für Ihre { $minutes } Minute ist bis { $by }.
   *[other] Haben Sie mit { $names } schon einen Termin? Zeit für Ihre { $minutes } Minuten ist bis { $by }.
}
mail-nudge-times = { $n ->
    [one] Ein Termin ist noch offen
   *[other] { $n } Termine sind noch offen
}
mail-nudge-once = Das ist die einzige Erinnerung in dieser Runde.

## Abschluss

mail-closing-subject = Haben Sie { $names } getroffen?
mail-closing-preheader = Ein Tipp genügt.
mail-closing-lead = Haben Sie { $names } getroffen?
mail-closing-met = Ja, wir haben uns getroffen
mail-closing-not-yet = Noch nicht
mail-closing-no = Nein
mail-closing-why = Ihre Antwort hält die nächsten Runden gut: Wer sich eben getroffen hat, wird nicht gleich wieder zusammengebracht. Hat es nicht geklappt, fragt die Seite nach dem Grund, ein Tipp genügt.

## Freundliche Frage

mail-kind-subject = { $programme }: Sollen wir Sie weiter einladen?
mail-kind-preheader = Ab heute ruhen Sie. Ein Klick, und Sie sind zurück.
mail-kind-lead = { $rounds ->
    [one] Wir haben seit { $rounds } Runde von { $programme } nichts von Ihnen gehört. Möchten Sie weitermachen?
   *[other] Wir haben seit { $rounds } Runden von { $programme } nichts von Ihnen gehört. Möchten Sie weitermachen?
}
mail-kind-stay = Ja, ich bleibe dabei
mail-kind-rest = Pause bis zu einem Tag
mail-kind-rests-on = Ab heute ruhen Sie: Sie werden in keiner Runde ausgelost und bekommen keine Mails mehr darüber. Ein Klick bringt Sie zurück, wann immer Sie mögen; vor dem { $date } bringt er Sie in die nächste Runde.
mail-kind-rests = Ab heute ruhen Sie: Sie werden in keiner Runde ausgelost und bekommen keine Mails mehr darüber. Ein Klick bringt Sie zurück, wann immer Sie mögen.

## Rücknahme

mail-recalled-subject = { $programme }: Ihr Treffen mit { $names } ist zurückgenommen
mail-recalled-preheader = Was passiert ist und wie es weitergeht.
mail-recalled-lead = Ihr Treffen mit { $names } bei { $programme } ist zurückgenommen.
mail-recalled-sorry = Das Hin und Her tut uns leid.
mail-recalled-note = { $owner } schreibt dazu:
mail-recalled-calendar = Der Kalendereintrag wird mit dieser Mail abgesagt.
mail-recalled-new-by = Sie bekommen einen neuen Vorschlag bis { $date }. Sie brauchen nichts zu tun.
mail-recalled-next = Sie sind in der nächsten Runde wieder dabei ({ $date }). Sie brauchen nichts zu tun.
mail-recalled-nothing = Ein neues Treffen folgt nicht. Verabreden können Sie sich natürlich trotzdem.
mail-recalled-owner = Fragen beantwortet { $owner }. Eine Antwort auf diese Mail kommt dort an.

## Testmail

mail-test-subject = Testmail von Weft
mail-test-preheader = Die Mail kommt an.
mail-test-lead = Mails von Weft erreichen Sie.
mail-test-by = Ausgelöst von
mail-test-at = Wann
mail-test-through = Auf dem Weg
mail-test-check = Liegt diese Mail im Spam-Ordner, lassen Sie vor der ersten Runde SPF, DKIM und DMARC der Absenderdomain prüfen.

## Plan liegt vor

mail-proposed-subject = { $groups ->
    [one] { $programme }, { $date }: Ein Plan mit { $groups } Gruppe liegt vor
   *[other] { $programme }, { $date }: Ein Plan mit { $groups } Gruppen liegt vor
}
mail-proposed-preheader = Noch ist niemandem etwas geschickt worden.
mail-proposed-lead = { $groups ->
    [one] Der Plan für { $programme } hat { $groups } Gruppe mit { $people } Leuten.
   *[other] Der Plan für { $programme } hat { $groups } Gruppen mit zusammen { $people } Leuten.
}
mail-proposed-new = Neue Verbindungen zwischen Teams
mail-proposed-left-out = Leer ausgegangen, jeweils mit Grund
mail-proposed-value = Wert des Plans
mail-proposed-bound = Kein Plan kann mehr wert sein als
mail-proposed-gap = Lücke
mail-proposed-seconds = Sekunden
mail-proposed-releases = Er wird von selbst freigegeben: { $at }. Bis dahin können Sie ihn anhalten, ändern oder verwerfen.
mail-proposed-waits = Er wartet, bis Sie ihn freigeben.
mail-proposed-button = Plan ansehen

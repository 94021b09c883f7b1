### Was Weft den Leuten schreibt. Keine Ausrufezeichen; was, wann, warum, wie man es rückgängig macht.

## Fuß jeder Mail

mail-footer-programme = Du bekommst diese Mail, weil du bei { $programme } mitmachst.
mail-footer-sign-in = Du bekommst diese Mail, weil jemand diese Adresse zum Anmelden eingegeben hat. Warst du es nicht, brauchst du nichts zu tun: Es passiert nichts.
mail-footer-owner = Du bekommst diese Mail, weil du für { $programme } zuständig bist.
mail-footer-test = Du bekommst diese Mail, weil jemand Weft einrichtet und diese Adresse gewählt hat.
mail-footer-preferences = Häufigkeit ändern, pausieren oder aufhören
mail-footer-from = Gesendet von Weft für { $organisation }.

## Anmelden

mail-sign-in-subject = Bei Weft anmelden
mail-sign-in-preheader = { $minutes ->
    [one] Link und Code gelten { $minutes } Minute.
   *[other] Link und Code gelten { $minutes } Minuten.
}
mail-sign-in-lead = Hier kommst du hinein.
mail-sign-in-button = Anmelden
mail-sign-in-code = Oder gib diesen Code auf der Seite ein, auf der du ihn angefordert hast:
mail-sign-in-valid = { $minutes ->
    [one] Beides gilt einmal, innerhalb von { $minutes } Minute.
   *[other] Beides gilt einmal, innerhalb von { $minutes } Minuten.
}
mail-sign-in-asked = Angefordert am { $at } ({ $zone }) mit { $device }. Weft fragt dich nie am Telefon oder im Chat nach diesem Code.

## Frage vor der Runde

mail-question-subject = { $programme } am { $date }: Bist du dabei?
mail-question-preheader = Antworte bis { $by }.
mail-question-lead = Die nächste Runde von { $programme } wird am { $date } ausgelost. Bist du dabei?
mail-question-what = { $minutes ->
    [one] Es dauert { $minutes } Minute, mit jemandem aus einem anderen Team.
   *[other] Es dauert { $minutes } Minuten, mit jemandem aus einem anderen Team.
}
mail-question-yes = Ja, ich bin dabei
mail-question-skip = Diesmal nicht
mail-question-pause = Pause bis zu einem Datum
mail-question-silence-joins = Ohne Antwort bis { $by } bist du dabei, wie du es in deinen Einstellungen gewählt hast.
mail-question-silence-skips = Ohne Antwort bis { $by } setzt du diese Runde aus. Das hat keine Nachteile für dich.

## Treffen

mail-match-subject = { $minutes ->
    [one] Triff { $name } ({ $team }): { $minutes } Minute bis { $by }
   *[other] Triff { $name } ({ $team }): { $minutes } Minuten bis { $by }
}
mail-match-subject-group = { $minutes ->
    [one] Triff { $names }: { $minutes } Minute bis { $by }
   *[other] Triff { $names }: { $minutes } Minuten bis { $by }
}
mail-match-preheader = Ein Termin, der allen passt: { $time }
mail-match-lead = { $minutes ->
    [one] Triff { $names } für { $minutes } Minute, bis { $by }.
   *[other] Triff { $names } für { $minutes } Minuten, bis { $by }.
}
mail-match-topics = Spricht gern über
mail-match-languages = Spricht
mail-match-times = { $n ->
    [one] Ein Termin in der Arbeitszeit von allen
   *[other] { $n } Termine in der Arbeitszeit von allen
}
mail-match-zone = Fett gedruckt ist deine Zeit ({ $zone }).
mail-match-no-times = Eure Arbeitszeiten überschneiden sich kaum, deshalb schlägt Weft keinen Termin vor. Am besten schreibst du, was dir passt.
mail-time-for = Für { $name }: { $time } ({ $zone })
mail-match-attached = Die Einladung für { $time } hängt an, und alle in dieser Gruppe haben sie. Passt sie nicht, antworte auf diese Mail: Deine Antwort geht an die anderen.
mail-match-you-invite = Diesmal lädst du ein: Wähle einen Termin und verschicke ihn. Eine Antwort auf diese Mail geht an die anderen.
mail-match-they-invite = Diesmal lädt { $name } ein. Möchtest du den Anfang machen, antworte auf diese Mail: Deine Antwort geht an die anderen.
mail-match-scheduled = Steht im Kalender
mail-match-know = Wir kennen uns schon
mail-match-cannot = Diesmal geht es nicht
mail-match-question = Eine Frage für den Anfang
mail-match-why = { $n ->
    [one] Warum ihr zwei
   *[other] Warum ihr
}
mail-match-why-link = Was gezählt hat, und wie viel
mail-why-new = { $ties ->
    [0] Noch kennt niemand aus { $one } jemanden aus { $other }. Ihr seid die erste Verbindung zwischen den beiden Teams.
    [one] Ihr kennt euch noch nicht. Bisher verbindet ein Paar { $one } und { $other }; ihr seid das zweite.
   *[other] Ihr kennt euch noch nicht. Bisher verbinden { $ties } Paare { $one } und { $other }; mit euch ist es eines mehr.
}
mail-why-again = { $times ->
    [one] Ihr habt euch einmal getroffen, am { $date }. Jemand Neues war diesmal nicht erreichbar.
   *[other] Ihr habt euch { $times }-mal getroffen, zuletzt am { $date }. Jemand Neues war diesmal nicht erreichbar.
}
mail-why-topics = { $n ->
    [one] Ihr habt dasselbe Thema gewählt: { $topics }.
   *[other] Ihr habt { $n } gleiche Themen gewählt: { $topics }.
}
mail-why-hours = { $hours ->
    [one] Eure Arbeitszeiten überschneiden sich um { $hours } Stunde in der Woche.
   *[other] Eure Arbeitszeiten überschneiden sich um { $hours } Stunden in der Woche.
}
mail-why-waited = { $rounds ->
    [one] Du gingst in der letzten Runde leer aus, deshalb kamst du diesmal zuerst dran.
   *[other] Du gingst { $rounds } Runden nacheinander leer aus, deshalb kamst du diesmal zuerst dran.
}
mail-why-target = Deine Organisation möchte, dass { $one } und { $other } sich besser kennenlernen.

mail-invite-summary = Kaffeerunde: { $names }
mail-invite-cancelled = Abgesagt: Kaffeerunde von { $names }
mail-invite-description = { $minutes ->
    [one] { $programme }: { $minutes } Minute zum Kennenlernen. Verschiebt den Termin, wenn ein anderer besser passt.
   *[other] { $programme }: { $minutes } Minuten zum Kennenlernen. Verschiebt den Termin, wenn ein anderer besser passt.
}

## Leer ausgegangen

mail-left-out-subject = { $programme }: am { $date } niemand für dich
mail-left-out-subject-first = { $programme }: am { $date } niemand für dich, nächstes Mal zuerst
mail-left-out-lead = Für dich gibt es bei { $programme } am { $date } leider niemanden zum Treffen.
mail-left-out-odd = { $people ->
    [one] { $people } Person hat mitgemacht, da bleibt jemand übrig.
   *[other] { $people } Leute haben mitgemacht, eine ungerade Zahl, also bleibt jemand übrig. Diesmal bist das du.
}
mail-left-out-seats = { $seats ->
    [0] { $team } hat in dieser Runde keine Plätze, und { $wanted } von euch wollten einen.
    [one] { $team } hat in dieser Runde { $seats } Platz, und { $wanted } von euch wollten einen.
   *[other] { $team } hat in dieser Runde { $seats } Plätze, und { $wanted } von euch wollten einen.
}
mail-left-out-known = { $people ->
    [one] { $people } Person hat mitgemacht, und ihr kennt euch schon.
   *[other] { $people } Leute haben mitgemacht, und wer Zeit für dich hatte, den kennst du schon.
}
mail-left-out-hours = { $people ->
    [one] { $people } Person hat mitgemacht, ohne gemeinsame Arbeitszeit mit dir.
   *[other] { $people } Leute haben mitgemacht, und niemand davon, der für dich frei war, hat gemeinsame Arbeitszeit mit dir.
}
mail-left-out-language = { $people ->
    [one] { $people } Person hat mitgemacht, ohne gemeinsame Sprache mit dir.
   *[other] { $people } Leute haben mitgemacht, und niemand davon, der für dich frei war, teilt eine Sprache mit dir.
}
mail-left-out-better = { $connections ->
    [one] Jedes Treffen, das für dich möglich war, hätte andere eine neue Verbindung gekostet.
   *[other] Jedes Treffen, das für dich möglich war, hätte andere { $connections } neue Verbindungen gekostet.
}
mail-left-out-first-on = In der nächsten Runde, am { $date }, kommst du zuerst dran. Du brauchst nichts zu tun.
mail-left-out-first = In der nächsten Runde kommst du zuerst dran. Du brauchst nichts zu tun.
mail-left-out-next-on = Die nächste Runde ist am { $date }. Du brauchst nichts zu tun.
mail-left-out-no-next = Wir melden uns, wenn es eine nächste Runde gibt.
mail-left-out-third = Wenn du jetzt schon jemanden treffen möchtest: Ein Paar hat noch Platz für eine dritte Person.
mail-left-out-third-button = Bei einem Paar dazukommen
mail-left-out-why-link = Wie diese Runde entschieden wurde

## Erinnerung

mail-nudge-subject = Haben du und { $names } einen Termin gefunden?
mail-nudge-preheader = Ihr habt Zeit bis { $by }.
mail-nudge-lead = { $minutes ->
    [one] Du und { $names } habt bis { $by } Zeit für eure { $minutes } Minute. Habt ihr einen Termin gefunden?
   *[other] Du und { $names } habt bis { $by } Zeit für eure { $minutes } Minuten. Habt ihr einen Termin gefunden?
}
mail-nudge-times = { $n ->
    [one] Ein Termin ist noch offen
   *[other] { $n } Termine sind noch offen
}
mail-nudge-once = Das ist die einzige Erinnerung in dieser Runde.

## Abschluss

mail-closing-subject = Habt ihr euch getroffen, du und { $names }?
mail-closing-preheader = Ein Tipp genügt.
mail-closing-lead = Habt ihr euch getroffen, du und { $names }?
mail-closing-met = Ja, wir haben uns getroffen
mail-closing-not-yet = Noch nicht
mail-closing-no = Nein
mail-closing-why = Deine Antwort hält die nächsten Runden gut: Wer sich eben getroffen hat, wird nicht gleich wieder zusammengebracht. Hat es nicht geklappt, fragt die Seite nach dem Grund, ein Tipp genügt.

## Freundliche Frage

mail-kind-subject = Sollen wir dich weiter zu { $programme } einladen?
mail-kind-preheader = Beide Antworten sind in Ordnung.
mail-kind-lead = { $rounds ->
    [one] Wir haben seit { $rounds } Runde von { $programme } nichts von dir gehört. Möchtest du weitermachen?
   *[other] Wir haben seit { $rounds } Runden von { $programme } nichts von dir gehört. Möchtest du weitermachen?
}
mail-kind-stay = Ja, ich bleibe dabei
mail-kind-rest = Ich mache Pause
mail-kind-silence = Beide Antworten sind in Ordnung. Ohne Antwort bis { $date } lassen wir dich in Ruhe: keine Mails mehr, und du kommst mit einem Klick zurück, wann immer du magst.

## Rücknahme

mail-recalled-subject = { $programme }: Dein Treffen mit { $names } ist zurückgenommen
mail-recalled-preheader = Was passiert ist und wie es weitergeht.
mail-recalled-lead = Dein Treffen mit { $names } bei { $programme } ist zurückgenommen. Das Hin und Her tut uns leid.
mail-recalled-note = { $owner } schreibt dazu:
mail-recalled-calendar = Der Kalendereintrag wird mit dieser Mail abgesagt.
mail-recalled-new-by = Bis { $date } wird dir ein neues Treffen vorgeschlagen. Du brauchst nichts zu tun.
mail-recalled-next = In der nächsten Runde, am { $date }, bist du wieder dabei. Du brauchst nichts zu tun.
mail-recalled-nothing = Ein neues Treffen folgt nicht. Verabreden könnt ihr euch natürlich trotzdem.
mail-recalled-owner = Fragen beantwortet { $owner }. Eine Antwort auf diese Mail kommt dort an.

## Testmail

mail-test-subject = Testmail von Weft
mail-test-preheader = Die Mail kommt an.
mail-test-lead = Mails von Weft erreichen dich.
mail-test-by = Ausgelöst von
mail-test-at = Wann
mail-test-through = Auf dem Weg
mail-test-check = Liegt diese Mail im Spam-Ordner, lass vor der ersten Runde SPF, DKIM und DMARC der Absenderdomain prüfen.

## Plan liegt vor

mail-proposed-subject = { $groups ->
    [one] { $programme }, { $date }: Ein Plan mit { $groups } Gruppe liegt vor
   *[other] { $programme }, { $date }: Ein Plan mit { $groups } Gruppen liegt vor
}
mail-proposed-preheader = Noch ist niemandem etwas geschickt worden.
mail-proposed-lead = { $groups ->
    [one] Der Plan für { $programme } bringt { $people } Leute in { $groups } Gruppe zusammen. Noch ist niemandem etwas geschickt worden.
   *[other] Der Plan für { $programme } bringt { $people } Leute in { $groups } Gruppen zusammen. Noch ist niemandem etwas geschickt worden.
}
mail-proposed-new = Neue Verbindungen zwischen Teams
mail-proposed-left-out = Leer ausgegangen, jeweils mit Grund
mail-proposed-value = Wert des Plans
mail-proposed-bound = Kein Plan kann mehr wert sein als
mail-proposed-gap = Lücke
mail-proposed-seconds = Sekunden
mail-proposed-releases = Am { $at } wird er von selbst freigegeben. Bis dahin kannst du ihn anhalten, ändern oder verwerfen.
mail-proposed-waits = Er wartet, bis du ihn freigibst.
mail-proposed-button = Plan ansehen

### Mails zu Einsätzen (Stationen von Bootcamps, Rotationen). $role ist guest, host oder home (wer das eigene Team leitet).

mail-footer-placed = { $role ->
    [guest] Sie erhalten diese Mail, weil Sie an { $programme } teilnehmen.
    [home] Sie erhalten diese Mail, weil jemand aus Ihrem Team an { $programme } teilnimmt.
   *[host] Sie erhalten diese Mail, weil Ihr Team Gäste von { $programme } aufnimmt.
}
mail-footer-digest = { $who ->
    [coordinator] Sie erhalten diese Mail montags, wenn es etwas zu sagen gibt, weil Sie Einsätze koordinieren.
   *[host] Sie erhalten diese Mail montags, wenn es etwas zu sagen gibt, weil Sie Gäste betreuen.
}

mail-placed-dates = { $from } bis { $to }
mail-placed-line-guest = { $dates }: { $team }, betreut von { $host }
mail-placed-line-guest-alone = { $dates }: { $team }
mail-placed-line-host = { $dates }: { $guest }, aus { $home }, bei { $team }
mail-placed-line-home = { $dates }: { $guest } ist bei { $team }
mail-placed-link = { $role ->
    [guest] Als Zeitleiste ansehen
    [home] Ansehen, wer wann weg ist
   *[host] Ansehen, wer wann kommt
}
mail-placed-questions = Fragen beantwortet { $owner }: Antworten Sie einfach auf diese Mail.
mail-placed-why = Der Grund:
mail-placed-has-left = Der Gast arbeitet nicht mehr hier.
mail-placed-cannot-host = { $team } kann in der Woche vom { $week } niemanden aufnehmen.
mail-placed-cannot-lend = { $team } kann in der Woche vom { $week } niemanden gehen lassen.
mail-placed-by-hand = Jemand von der Koordination hat es von Hand verlegt.
mail-placed-replanned = Etwas anderes im Plan hat sich geändert, und er wurde neu gerechnet.
mail-placed-swapped = Zwei haben die Plätze getauscht, und ihre Teams sind einverstanden.
mail-placed-calendar-here = Der Kalendereintrag hängt an. Er lässt Ihre Tage für Termine frei.
mail-placed-calendar-apart = Die Kalendereinträge kommen in eigenen Mails, je einer. Sie lassen Ihre Tage für Termine frei.
mail-placed-calendar-gone = Mit dieser Mail wird der Eintrag aus Ihrem Kalender genommen.
mail-placed-calendar-gone-apart = Die Einträge werden mit eigenen Mails aus Ihrem Kalender genommen.

## Ein Plan zum Ansehen

mail-placed-proposed-subject = { $role ->
    [home] { $n ->
        [one] { $programme }: Jemand aus Ihrem Team wäre weg; bitte ansehen
       *[other] { $programme }: Ihr Team wäre { $n }-mal weg; bitte ansehen
    }
   *[host] { $n ->
        [one] { $programme }: ein Gast für Ihr Team; bitte ansehen
       *[other] { $programme }: { $n } Gäste für Ihr Team; bitte ansehen
    }
}
mail-placed-proposed-lead = { $role ->
    [home] Ein Plan für { $programme } ist fertig. So berührt er Ihr Team. Die Betroffenen wissen noch nichts davon.
   *[host] Ein Plan für { $programme } ist fertig. Diese Gäste kämen zu Ihnen. Sie wissen noch nichts davon.
}
mail-placed-proposed-by = Wenn niemand widerspricht, wird er am { $at } von selbst freigegeben.
mail-placed-proposed-waits = Er wartet, bis die Koordination ihn freigibt.
mail-placed-proposed-fine = Passt
mail-placed-proposed-not = So nicht

## Ein freigegebener Plan

mail-placed-told-subject = { $role ->
    [guest] { $kind ->
        [rotation] Ihre Rotation bei { $team } beginnt am { $from }
       *[bootcamp] { $n ->
            [one] Ihre Station bei { $team } beginnt am { $from }
           *[other] Ihre { $n } Stationen: zuerst { $team }, ab { $from }
        }
    }
    [home] { $n ->
        [one] { $guest } ist ab { $from } bei { $team }
       *[other] Wer aus Ihrem Team wann weg ist: zuerst { $guest }, ab { $from }
    }
   *[host] { $n ->
        [one] { $guest } kommt am { $from } zu { $team }
       *[other] { $n } Gäste kommen zu { $team }: zuerst { $guest }, am { $from }
    }
}
mail-placed-told-lead = { $role ->
    [guest] { $kind ->
        [rotation] Sie haben einen Platz in { $programme }.
       *[bootcamp] { $n ->
            [one] { $programme } führt Sie zu einem anderen Team.
           *[other] { $programme } führt Sie { $n }-mal zu anderen Teams. Das sind Ihre Wochen.
        }
    }
    [home] { $n ->
        [one] Der Plan für { $programme } ist freigegeben. Eine Person aus Ihrem Team ist eine Zeit lang weg.
       *[other] Der Plan für { $programme } ist freigegeben. Aus Ihrem Team ist { $n }-mal jemand weg.
    }
   *[host] { $n ->
        [one] Der Plan für { $programme } ist freigegeben. Ein Gast kommt zu Ihnen.
       *[other] Der Plan für { $programme } ist freigegeben. { $n } Gäste kommen zu Ihnen.
    }
}
mail-placed-expect = Was Sie erwartet
mail-placed-expect-general = { $kind ->
    [rotation] Sie arbeiten als Mitglied des Teams. Ihr eigenes Team weiß, dass Sie weg sind, und Sie kehren dorthin zurück.
   *[bootcamp] Sie sitzen beim Team, sehen, wie dort gearbeitet wird, und übernehmen einen kleinen Teil davon. Vorbereiten müssen Sie nichts.
}

## Etwas ist jetzt anders

mail-placed-changed-subject = { $role ->
    [guest] { $n ->
        [one] Geändert: Sie sind ab { $from } bei { $team }
       *[other] { $programme }: { $n } Ihrer Stationen haben sich geändert
    }
   *[other] { $n ->
        [one] Geändert: { $guest } ist ab { $from } bei { $team }
       *[other] { $programme }: { $n } Änderungen
    }
}
mail-placed-changed-lead = { $n ->
    [one] In { $programme } ist eines anders, als wir Ihnen gesagt haben.
   *[other] In { $programme } sind { $n } Dinge anders, als wir Ihnen gesagt haben.
}
mail-placed-was = Bisher
mail-placed-now = Jetzt
mail-placed-changed-rest = Alles andere bleibt, wie es war.

## Etwas findet nicht statt

mail-placed-cancelled-subject = { $role ->
    [guest] { $n ->
        [one] Abgesagt: Ihre Zeit bei { $team } ab { $from }
       *[other] { $programme }: { $n } Ihrer Stationen sind abgesagt
    }
   *[other] { $n ->
        [one] Abgesagt: { $guest } bei { $team } ab { $from }
       *[other] { $programme }: { $n } Einsätze sind abgesagt
    }
}
mail-placed-cancelled-lead = { $n ->
    [one] Das findet in { $programme } nicht mehr statt. Es tut uns leid.
   *[other] Diese { $n } finden in { $programme } nicht mehr statt. Es tut uns leid.
}
mail-placed-cancelled-guest = An Ihnen liegt es nicht. Alles andere von Ihnen bleibt, wie es war.

## Ein Eintrag für den Kalender

mail-placed-entry = Diese Mail bringt den Kalendereintrag von { $programme } für diese Tage. Er lässt sie für Termine frei.
mail-placed-entry-gone = Diese Mail nimmt den Eintrag aus Ihrem Kalender.
mail-placed-event = { $guest } bei { $team }
mail-placed-event-gone = Abgesagt: { $guest } bei { $team }
mail-placed-event-text = { $programme }. Eigenes Team: { $home }
mail-placed-event-host = Betreut von { $host }

## Danach

mail-placed-feedback-subject = { $role ->
    [guest] Ihre Zeit bei { $team }: Hat sie sich gelohnt?
   *[host] { $guest } bei { $team }: Hat es sich gelohnt?
}
mail-placed-feedback-preheader = Einmal tippen, ein paar Worte, wenn Sie mögen.
mail-placed-feedback-lead = { $role ->
    [guest] Sie waren bei { $team }, { $dates }. Hat es sich gelohnt?
   *[host] { $guest } war bei { $team }, { $dates }. Hat es sich gelohnt?
}
mail-placed-feedback-worth = { $worth ->
    [1] 1: gar nicht
    [5] 5: sehr
   *[other] { $worth }
}
mail-placed-feedback-who = Jede Zahl öffnet eine Seite mit einem Knopf, auf der Sie Worte ergänzen können. Die Koordination sieht die Zahlen eines Teams, sobald fünf Personen geantwortet haben, und Worte nur, wenn Sie das ankreuzen.

## Montags

mail-digest-subject = { $programme }, Woche ab { $week }: { $starts } beginnen, { $ends } enden, { $missing } offen
mail-digest-preheader = Wer beginnt, wer endet, was fehlt.
mail-digest-lead = { $programme }: { $starts ->
    [0] diese Woche beginnt kein Einsatz.
    [one] diese Woche beginnt { $starts } Einsatz.
   *[other] diese Woche beginnen { $starts } Einsätze.
} { $ends ->
    [0] Keiner endet.
    [one] { $ends } endet.
   *[other] { $ends } enden.
}
mail-digest-starts = Beginn
mail-digest-ends = Ende
mail-digest-missing = Es fehlt
mail-digest-line = { $guest } bei { $team }, { $dates }, betreut von { $host }
mail-digest-line-alone = { $guest } bei { $team }, { $dates }
mail-digest-no-host = Niemand ist benannt, um { $guest } zu betreuen: bei { $team }, { $dates }
mail-digest-plan = Der Plan für { $name } wartet auf die Freigabe
mail-digest-link = Alles ansehen

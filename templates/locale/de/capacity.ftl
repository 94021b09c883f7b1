### Das Verzeichnis der Kapazität: was Teams erübrigen können, wer es nutzt, die Anfrage an Teams, und der Anteil der Kaffeerunden.

## Anteil der Kaffeerunden
mail-left-out-no-time = { $team } hat in der Woche der Auslosung keine Zeit für Kaffee, darum wurde niemand aus dem Team ausgelost.
left-out-reason-no-time = Ihr Team hatte in der Woche der Auslosung keine Zeit übrig.
left-out-team-without-time = Ihr Team hatte in dieser Woche keine Zeit übrig
nav-capacity-map = Was Teams erübrigen
notice-kind-capacity-request = Frage nach Kapazität
action-capacity-offered = Wochen eines Teams eingetragen
action-capacity-asked = Teams nach Kapazität gefragt
action-capacity-answered = Frage nach Kapazität beantwortet
action-team-expect = Was Gäste erwartet, geändert
action-host-named = Gastgeber benannt
action-host-removed = Gastgeber entfernt

## Die Wochen eines Teams
capacity-column-quarter = Nächste 13 Wochen
capacity-column-week = Woche vom
capacity-column-weeks = Wochen
capacity-column-bootcamp = Gäste im Bootcamp
capacity-column-rotation = Gäste in Rotation
capacity-column-lend = Eigene Leute fort
capacity-column-hours = Stunden aller Programme
capacity-column-note = Hinweis
capacity-column-person-weeks = Personen × Wochen
capacity-column-hours-taken = Stunden
capacity-from = Von
capacity-until = Bis
capacity-person = Person
capacity-use = Wofür
capacity-quarter-unsaid = Noch nichts gesagt
capacity-quarter =
    { $offered ->
        [0] Keine Plätze für Gäste
        [one] { $used } von { $offered } Gastwoche vergeben
       *[other] { $used } von { $offered } Gastwochen vergeben
    }
capacity-weeks-title = Was { $team } erübrigen kann
capacity-weeks-lead =
    { $members ->
        [one] Das Team hat eine aktive Person. Alle Programme schöpfen aus diesen Wochen, keines geht darüber hinaus. Eine Woche, zu der nichts gesagt ist, gibt keine Plätze für Gäste; für Kaffee gelten dann nur dessen Plätze.
       *[other] Das Team hat { $members } aktive Personen. Alle Programme schöpfen aus diesen Wochen, keines geht darüber hinaus. Eine Woche, zu der nichts gesagt ist, gibt keine Plätze für Gäste; für Kaffee gelten dann nur dessen Plätze.
    }
capacity-weeks = Wochen
capacity-week-number = KW { $n }
capacity-cannot = Doch nicht aufnehmen können
capacity-two-ways = Wochen ausfüllen sagt, was das Team übrig hat, bevor geplant wird. Doch nicht aufnehmen schließt Wochen, mit denen Pläne vielleicht schon rechnen: Sie sehen, wer verschoben wird, bevor etwas geschieht.
capacity-expect-title = Was Gäste erwartet
capacity-expect-field = In ein paar Sätzen
capacity-expect-hint = Neue, die das Team in einem Bootcamp besuchen, lesen es in ihrer Mail und unter „Meine ersten Wochen“: wohin und wann am ersten Tag, was sie tun werden. Höchstens { $most } Zeichen, nur Text.
capacity-expect-save = Text speichern
capacity-expect-done = Gespeichert. Wer ab jetzt benachrichtigt wird, liest es in der Mail, und alle auf ihrer Seite.
capacity-expect-long = In ein paar Sätzen: höchstens { $most } Zeichen.
capacity-expect-none = Das Team hat noch nichts geschrieben. Gäste lesen einen allgemeinen Satz.
capacity-fill = Wochen eintragen
capacity-of = { $used } von { $offered }
capacity-hours-open = { $used } Std. vergeben, keine Grenze
capacity-hours = { $used } von { $most } Std.
capacity-hours-reserve = { $used } von { $most } Std., dazu { $reserve } Std. Reserve
capacity-unsaid = Noch nichts gesagt
capacity-blackout = Gesperrt: { $reason }
capacity-over = Über der Kapazität
capacity-guests = Wer beim Team ist, und wer fort ist
capacity-guests-empty-title = Niemand in diesen Wochen
capacity-guests-empty = Wird ein Bootcamp oder eine Rotation freigegeben, stehen die Gäste hier mit ihren Daten.
capacity-uses = Was jedes Programm in diesen Wochen nimmt
capacity-uses-empty-title = In diesen Wochen ist nichts vergeben
capacity-uses-empty = Kaffee nimmt seine Zeit, wenn eine Runde freigegeben wird; Bootcamps und Rotationen, wenn ihr Plan freigegeben wird.
capacity-use-coffee = Kaffee
capacity-use-bootcamp = Gäste im Bootcamp
capacity-use-rotation = Gäste in Rotation
capacity-use-lend = Eigene Leute fort
capacity-gives = In den letzten 52 Wochen gab das Team { $given } Gastwochen an Leute anderer Teams, und die eigenen Leute bekamen { $got } in anderen Teams.
capacity-seats =
    { $n ->
        [one] Höchstens eine Person des Teams ist in einer Kaffeerunde.
       *[other] Höchstens { $n } Personen des Teams sind in einer Kaffeerunde.
    }
capacity-seats-none = Das Team setzt keine Grenze, wie viele von ihm in einer Kaffeerunde sind.
capacity-seats-change = Plätze für Kaffee ändern
capacity-done = Gespeichert. Pläne von jetzt an halten sich daran.
capacity-done-same = Nichts zu speichern: Die Wochen waren schon so.
capacity-done-moving = Gespeichert. Die Pläne, die mit diesen Wochen rechneten, werden gerade geändert; niemand erfährt etwas, bevor eine Änderung freigegeben ist.
capacity-span =
    { $weeks ->
        [one] Eine Woche, { $from } bis { $until }
       *[other] { $weeks } Wochen, { $from } bis { $until }
    }

## Gastgeber
capacity-hosts-title = Gastgeber
capacity-column-host = Gastgeber
capacity-column-at-once = Gäste zugleich
capacity-column-guests = Gäste ab jetzt
capacity-hosts-none = Das Team hat keine Gastgeber benannt; wie viele Gäste es nimmt, sagen allein seine Plätze.
capacity-hosts-most =
    { $most ->
        [one] Die Gastgeber nehmen zusammen einen Gast zugleich, aus Bootcamps und Rotationen zusammen, wie viele Plätze die Wochen auch bieten.
       *[other] Die Gastgeber nehmen zusammen { $most } Gäste zugleich, aus Bootcamps und Rotationen zusammen, wie viele Plätze die Wochen auch bieten.
    }
capacity-hosts-add = Gastgeber benennen
capacity-hosts-field = Person des Teams
capacity-hosts-most-field = Gäste zugleich
capacity-hosts-save = Gastgeber speichern
capacity-hosts-done = Gespeichert. Pläne von jetzt an halten sich daran.
capacity-hosts-done-gone = Entfernt.
capacity-hosts-remove = Entfernen
capacity-hosts-remove-title = Ist { $name } kein Gastgeber mehr?
capacity-hosts-remove-lead =
    { $guests ->
        [0] Hier ist kein Gast eingeteilt.
        [one] Hier ist ein Gast eingeteilt und bleibt es, bis jemand es ändert.
       *[other] Hier sind { $guests } Gäste eingeteilt und bleiben es, bis jemand es ändert.
    }
capacity-hosts-remove-rest = Gäste zugleich, die die anderen Gastgeber nehmen
capacity-hosts-remove-none = Es bleibt kein Gastgeber; es zählen allein die Plätze der Wochen
capacity-hosts-remove-button = Gastgeber entfernen
capacity-hosts-fault-person = Wählen Sie eine aktive Person dieses Teams.
capacity-hosts-fault-most = Gäste zugleich: eine ganze Zahl von 1 bis { $most }.

## Wochen eintragen
capacity-fill-title = Wochen von { $team } eintragen
capacity-field-from = Von
capacity-field-to = Bis
capacity-field-day = Irgendein Tag der Woche
capacity-field-what = Was eingetragen wird
capacity-what-places = Plätze und Stunden
capacity-what-places-hint = In jeder dieser Wochen dasselbe. Sperren bleiben.
capacity-what-blackout = Eine Sperre
capacity-what-blackout-hint = Kein Programm plant in diesen Wochen etwas, auch kein Kaffee. Die Zahlen bleiben für später.
capacity-what-lift = Keine Sperre mehr
capacity-what-before = Wie in den 13 Wochen davor
capacity-what-before-hint = Jede Woche wie die ein Quartal früher, mit ihren Sperren.
capacity-field-bootcamp = Gäste im Bootcamp zugleich
capacity-field-rotation = Gäste in Rotation zugleich
capacity-field-lend = Eigene Leute, die fort sein dürfen
capacity-field-hours = Stunden für alle Programme
capacity-field-hours-hint = Des ganzen Teams in einer Woche. Leer lassen heißt: keine Grenze.
capacity-field-reserve = Davon Reserve
capacity-field-reserve-hint = Stunden, die kein Programm ausgeben darf.
capacity-field-reason = Grund
capacity-field-reason-hint = In wenigen Worten, etwa „Inventur“. Die Koordination liest ihn.
capacity-check = Ansehen, was es bedeutet
capacity-save = Speichern
capacity-change-more = Etwas ändern
capacity-stale = Jemand anderes hat diese Wochen inzwischen geändert. Nichts wurde gespeichert; sehen Sie die Wochen an und versuchen Sie es noch einmal.
capacity-fault-date = Schreiben Sie ein Datum, etwa 2026-11-23.
capacity-fault-past = Vergangene Wochen bleiben, wie sie waren. Die erste, die sich ändern lässt, beginnt am { $date }.
capacity-fault-far = Das ist mehr als zwei Jahre voraus.
capacity-fault-order = Die letzte Woche liegt vor der ersten.
capacity-fault-long = Höchstens { $weeks } Wochen auf einmal.
capacity-fault-what = Wählen Sie, was eingetragen wird.
capacity-fault-places = Plätze: eine ganze Zahl von 0 bis { $most }.
capacity-fault-hours = Stunden: eine Zahl von 0 bis { $most }, etwa 20 oder 7,5.
capacity-fault-reserve-alone = Eine Reserve ist ein Teil der Stunden. Sagen Sie zuerst die Stunden.
capacity-fault-reserve = Die Reserve ist größer als die Stunden, von denen sie ein Teil ist.
capacity-fault-reason = Sagen Sie in wenigen Worten, warum, etwa „Inventur“.
capacity-fault-reason-long = Höchstens { $most } Zeichen.
capacity-fault-nothing-before = Zu den 13 Wochen davor ist nichts gesagt, es gibt also nichts zu übernehmen.
capacity-fault-same = Diese Wochen sind schon so; es gibt nichts zu speichern.
capacity-short-bootcamp =
    { $taken ->
        [one] In der Woche vom { $date } ist ein Gast im Bootcamp eingeteilt: { $takers }. Bieten Sie mindestens einen Platz, oder ziehen Sie zuerst die Einteilung zurück.
       *[other] In der Woche vom { $date } sind { $taken } Gäste im Bootcamp eingeteilt: { $takers }. Bieten Sie mindestens { $taken } Plätze, oder ziehen Sie zuerst Einteilungen zurück.
    }
capacity-short-rotation =
    { $taken ->
        [one] In der Woche vom { $date } ist ein Gast in Rotation eingeteilt: { $takers }. Bieten Sie mindestens einen Platz, oder ziehen Sie zuerst die Einteilung zurück.
       *[other] In der Woche vom { $date } sind { $taken } Gäste in Rotation eingeteilt: { $takers }. Bieten Sie mindestens { $taken } Plätze, oder ziehen Sie zuerst Einteilungen zurück.
    }
capacity-short-lend =
    { $taken ->
        [one] In der Woche vom { $date } ist jemand aus dem Team fort: { $takers }. Lassen Sie mindestens eine Person zu, oder ziehen Sie zuerst die Einteilung zurück.
       *[other] In der Woche vom { $date } sind { $taken } aus dem Team fort: { $takers }. Lassen Sie mindestens { $taken } zu, oder ziehen Sie zuerst Einteilungen zurück.
    }
capacity-short-hours = In der Woche vom { $date } sind { $hours } Stunden vergeben: { $takers }. Bieten Sie mindestens so viele, oder ziehen Sie zuerst Einteilungen zurück; was Kaffee nahm, bleibt.
capacity-short-more =
    { $weeks ->
        [one] Dasselbe gilt für eine weitere Woche.
       *[other] Dasselbe gilt für { $weeks } weitere Wochen.
    }
capacity-effect-places = { $what }: { $after } Plätze über alle diese Wochen, bisher { $before }.
capacity-effect-dark =
    { $weeks ->
        [one] In einer Woche plant kein Programm etwas.
       *[other] In { $weeks } Wochen plant kein Programm etwas.
    }
capacity-effect-moving =
    { $n ->
        [one] Ein Gast ist in diesen Wochen eingeteilt und hat nicht begonnen. Gleich wird ein anderer Platz gesucht; die Betroffenen erfahren es, wenn der neue Plan freigegeben wird.
       *[other] { $n } Gäste sind in diesen Wochen eingeteilt und haben nicht begonnen. Gleich werden andere Plätze gesucht; die Betroffenen erfahren es, wenn der neue Plan freigegeben wird.
    }
capacity-effect-begun =
    { $n ->
        [one] Ein Gast hat begonnen und bleibt.
       *[other] { $n } Gäste haben begonnen und bleiben.
    }
capacity-effect-no-hours = Zeit setzt in diesen Wochen keine Grenze.
capacity-effect-hours = { $hours } Stunden je Woche: { $free }, die Programme ausgeben dürfen, und { $reserve } Reserve.
capacity-effect-over =
    { $weeks ->
        [one] In einer Woche ist mehr vergeben als das, die Reserve ist also angegriffen.
       *[other] In { $weeks } Wochen ist mehr vergeben als das, die Reserve ist also angegriffen.
    }
capacity-effect-lend =
    { $members ->
        [one] Das ist mehr als die eine Person, die das Team hat.
       *[other] Das ist mehr als die { $members } Personen, die das Team hat.
    }
capacity-effect-hosts =
    { $most ->
        [one] Die benannten Gastgeber nehmen einen Gast zugleich; Pläne halten sich daran, was auch geboten wird.
       *[other] Die benannten Gastgeber nehmen { $most } Gäste zugleich; Pläne halten sich daran, was auch geboten wird.
    }
capacity-effect-kept =
    { $weeks ->
        [one] Eine Woche bleibt, wie sie ist.
       *[other] { $weeks } Wochen bleiben, wie sie sind.
    }

## Die Karte
capacity-map-title = Was Teams erübrigen können
capacity-map-lead = Die Wochen aller Teams: was vergeben ist von dem, was geboten wird. Alle Programme schöpfen aus demselben.
capacity-map-show = Was die Karte zählt
capacity-map-show-guests = Alle Gäste
capacity-map-show-bootcamp = Gäste im Bootcamp
capacity-map-show-rotation = Gäste in Rotation
capacity-map-show-lend = Leute fort
capacity-map-show-hours = Stunden
capacity-map-show-reserve = Reserve, Stunden
capacity-map-empty-title = Noch kein Team
capacity-map-empty = Teams kommen mit dem Verzeichnis der Leute. Ist es eingelesen, fragen Sie sie, was sie erübrigen können.
capacity-map-unsaid =
    { $teams ->
        [one] Ein Team hat zu diesen Wochen noch nichts gesagt.
       *[other] { $teams } Teams haben zu diesen Wochen noch nichts gesagt.
    }
capacity-map-legend = Vergeben von Geboten, Woche für Woche. Ein leeres Feld: noch nichts gesagt.
capacity-map-offered = Insgesamt geboten
capacity-map-used = Insgesamt vergeben
capacity-map-key-free = weniger als die Hälfte vergeben
capacity-map-key-half = die Hälfte oder mehr
capacity-map-key-full = voll
capacity-map-key-over = über der Kapazität
capacity-map-key-dark = gesperrt; eine Zahl dahinter: trotzdem eingeteilt
capacity-map-key-open = keine Grenze gesetzt
capacity-map-weeks = Wochen
capacity-map-earlier = Frühere Wochen
capacity-map-later = Spätere Wochen

## Teams fragen
capacity-ask-title = Teams fragen
capacity-ask-lead = Jede Leitung bekommt eine Mail mit drei Knöpfen: wie im letzten Quartal, diesmal nichts, selbst eintragen. Die Antworten füllen die Karte.
capacity-ask-whom = Wer gefragt wird
capacity-ask-all = Alle Teams mit einer Leitung
capacity-ask-chosen = Diese Teams
capacity-ask-chosen-hint = Haken Sie sie unten an.
capacity-ask-teams = Teams
capacity-ask-note = Ein eigener Satz
capacity-ask-note-hint = Er steht in der Mail. Darf leer bleiben.
capacity-ask-send = Mails senden
capacity-ask-earlier = Früher gefragt
capacity-ask-empty-title = Noch niemand wurde gefragt
capacity-ask-empty = Haben Sie gefragt, sehen Sie hier, wer geantwortet hat.
capacity-ask-answered =
    { $asked ->
        [one] { $answered } von einem Team
       *[other] { $answered } von { $asked } Teams
    }
capacity-ask-effect =
    { $leads ->
        [one] Eine Leitung bekommt eine Mail
       *[other] { $leads } Leitungen bekommen je eine Mail
    }, es geht um { $teams ->
        [one] ein Team.
       *[other] { $teams } Teams.
    }
capacity-ask-effect-buttons = Nichts wird eingetragen, bis eine Leitung einen Knopf drückt oder die Wochen ausfüllt.
capacity-ask-without = Für { $teams } lässt sich niemand fragen: keine Leitung.
capacity-ask-without-more =
    { $more ->
        [one] Für { $teams } und ein weiteres Team lässt sich niemand fragen: keine Leitung.
       *[other] Für { $teams } und { $more } weitere Teams lässt sich niemand fragen: keine Leitung.
    }
capacity-ask-fault-none = Haken Sie mindestens ein Team an, oder fragen Sie alle.
capacity-ask-fault-nobody = Keines dieser Teams hat eine Leitung, die sich fragen ließe. Leitungen kommen mit dem Verzeichnis der Leute.
capacity-ask-fault-mail = Eine Mail ließ sich nicht erstellen, darum wurde niemand gefragt. Versuchen Sie es noch einmal, und sagen Sie es denen, die den Dienst betreiben.
capacity-ask-fault-note = Höchstens { $most } Zeichen.
capacity-column-asked = Gefragt
capacity-column-answers = Beantwortet
capacity-column-answer = Antwort
capacity-column-answered = Wann
capacity-asked-done = Die Mails sind unterwegs.
capacity-asked-lead =
    Gefragt { $when }. { $open ->
        [0] Alle Teams haben geantwortet.
        [one] Eines von { $asked } Teams hat noch nicht geantwortet.
       *[other] { $open } von { $asked } Teams haben noch nicht geantwortet.
    }
capacity-answer-open = Noch keine Antwort
capacity-answer-same = Wie im letzten Quartal
capacity-answer-nothing = Diesmal nichts
capacity-answer-filled = Eingetragen

## Die Mail, und was ihre Verweise öffnen
mail-capacity-subject = Was kann { $team } erübrigen?
mail-capacity-subject-teams = Was können Ihre { $teams } Teams erübrigen?
mail-capacity-preheader =
    { $weeks ->
        [one] Eine Woche, { $from } bis { $until }. Ein Knopf genügt.
       *[other] { $weeks } Wochen, { $from } bis { $until }. Ein Knopf genügt.
    }
mail-capacity-lead =
    { $weeks ->
        [one] { $by } fragt, was { $teams } in der Woche vom { $from } bis { $until } erübrigen kann.
       *[other] { $by } fragt, was { $teams } in den { $weeks } Wochen vom { $from } bis { $until } erübrigen kann.
    }
mail-capacity-what = Plätze für Gäste aus Bootcamps und Rotationen, eigene Leute, die fort sein dürfen, Stunden, und Wochen, in denen nichts geht. Kein Programm geht über das hinaus, was Sie sagen.
mail-capacity-same = Wie im letzten Quartal
mail-capacity-nothing = Diesmal nichts
mail-capacity-fill = Selbst eintragen
mail-capacity-silence = Ohne Antwort bleiben Ihre Wochen, wie sie sind; Wochen, zu denen nichts gesagt ist, geben keine Plätze für Gäste.
mail-footer-capacity = Sie bekommen diese Mail, weil das Verzeichnis Sie als Leitung nennt.
link-title-capacity-same = Wie im letzten Quartal?
link-title-capacity-nothing = Diesmal nichts?
link-title-capacity-fill = Eintragen, was Ihre Teams erübrigen können
link-capacity-over = Diese Wochen sind vorbei; es gibt nichts mehr zu beantworten.
link-capacity-fill = Für die nächste Seite melden Sie sich an.
link-capacity-same =
    { $weeks ->
        [0] { $team } bleibt, wie es ist.
        [one] { $team }: Eine Woche wird eingetragen wie die 13 Wochen davor, mit { $bootcamp } Plätzen für Gäste im Bootcamp, { $rotation } für Gäste in Rotation und { $dark } gesperrten Wochen.
       *[other] { $team }: { $weeks } Wochen werden eingetragen wie die jeweils 13 Wochen davor, mit { $bootcamp } Plätzen für Gäste im Bootcamp und { $rotation } für Gäste in Rotation über alle diese Wochen, und { $dark } gesperrten Wochen.
    }
link-capacity-nothing = { $team } nimmt in diesen Wochen keine Gäste und lässt niemanden fort. Stunden und Sperren bleiben, wie sie sind, und Kaffee geht in diesem Rahmen weiter.
link-capacity-nothing-before = { $team }: Zu den 13 Wochen davor ist nichts gesagt, es gibt also nichts zu übernehmen. Tragen Sie es stattdessen ein.
link-capacity-kept =
    { $weeks ->
        [one] { $team }: Eine Woche bleibt, wie sie ist, denn in ihr ist schon mehr vergeben.
       *[other] { $team }: { $weeks } Wochen bleiben, wie sie sind, denn in ihnen ist schon mehr vergeben.
    }
link-capacity-filled = { $team } wurde von Hand eingetragen und bleibt so.
link-button-capacity-same = Wie im letzten Quartal
link-button-capacity-nothing = Diesmal nichts
link-button-capacity-fill = Zum Formular
link-done-capacity = Danke. Es ist eingetragen.

## Warum ein Plan nicht zu dem passt, was Teams entbehren können
placing-full =
    { $why ->
        [blackout] { $team } hat die Woche vom { $week } für alle Programme gesperrt.
        [hosts] Die Gastgeber von { $team } haben in der Woche vom { $week } so viele Gäste, wie sie zugleich betreuen können.
        [time] { $team } hat in der Woche vom { $week } neben der Reserve keine Stunden mehr für einen Gast.
        [not-offered]
            { $what ->
                [lend] { $team } lässt in der Woche vom { $week } niemanden aus dem eigenen Team gehen.
               *[other] { $team } bietet in der Woche vom { $week } keinen Platz an.
            }
       *[places]
            { $what ->
                [lend] Von { $team } sind in der Woche vom { $week } schon so viele Leute weg, wie das Team entbehren kann.
               *[other] Alle Plätze von { $team } in der Woche vom { $week } sind vergeben.
            }
    }
placing-stand-in = { $away } ist abwesend: { $host } betreut { $guest } stattdessen und erfährt davon.
placing-no-stand-in = { $away } ist abwesend, und bei { $team } springt niemand für { $guest } ein: Benennen Sie einen Gastgeber, oder lassen Sie einen neuen Plan machen.

### Bootcamps: Jahrgänge, Regeln, Neue.

nav-cohorts = Bootcamps
nav-stays = Wert der Stationen
bootcamp-cohorts-title = Bootcamps
bootcamp-cohorts-lead = Ein Jahrgang ist eine Gruppe neuer Leute, die einige Wochen lang Teams besuchen. Der späteste Beginn steht oben.
bootcamp-cohorts-empty-title = Noch kein Jahrgang
bootcamp-cohorts-empty = Legen Sie den ersten an: Sie geben Wochen und Regeln an, fügen die Neuen ein und lassen einen Plan machen. Vor der Freigabe erfährt niemand etwas.
bootcamp-new = Neuer Jahrgang
bootcamp-new-title = Neuer Jahrgang
bootcamp-check-title = Neuen Jahrgang prüfen
bootcamp-edit-title = { $cohort } ändern
bootcamp-back = Zurück zum Jahrgang
bootcamp-given-up = Der Jahrgang ist aufgegeben. Niemand hat etwas erfahren.
bootcamp-stays = War es das wert?
bootcamp-waits-title = Wartet auf Sie
bootcamp-waits-release = { $cohort }: den Plan ansehen und freigeben
bootcamp-waits-failed = { $cohort }: Es ließ sich kein Plan machen
bootcamp-waits-unplaced =
    { $n ->
        [one] { $cohort }: eine Station für { $n } Person finden
       *[other] { $cohort }: Stationen für { $n } Personen finden
    }
bootcamp-waits-objections =
    { $n ->
        [one] { $cohort }: { $n } Person unter Gastgebern und Leitungen sagt „so nicht“
       *[other] { $cohort }: { $n } Personen unter Gastgebern und Leitungen sagen „so nicht“
    }
bootcamp-waits-answers =
    { $n ->
        [one] { $n } Team hat noch nicht gesagt, was es übrig hat
       *[other] { $n } Teams haben noch nicht gesagt, was sie übrig haben
    }
bootcamp-busy-title = Gastgeber mit zu viel
bootcamp-busy-over =
    { $n ->
        [one] { $team }: In { $n } Woche des kommenden Quartals ist mehr belegt als angeboten
       *[other] { $team }: In { $n } Wochen des kommenden Quartals ist mehr belegt als angeboten
    }
bootcamp-busy-host = { $host } ({ $team }): { $guests } Gäste zugleich ab der Woche vom { $week }, und nimmt { $most }
bootcamp-busy-team = { $team }: { $n } Gastwochen, mehr als doppelt so viele, wie die Hälfte der Teams mit Gästen hat (höchstens { $median })
bootcamp-busy-how = Gezählt ab dieser Woche, über Bootcamps und Rotationen, die freigegeben sind.
bootcamp-column-cohort = Jahrgang
bootcamp-column-hires = Leute
bootcamp-column-missing = Fehlt
bootcamp-column-next = Was als Nächstes zu tun ist
bootcamp-column-weeks = Wochen
bootcamp-column-stints = Einsätze
bootcamp-column-start = erster Tag
bootcamp-column-note = Anmerkung
bootcamp-nothing-missing = Nichts
bootcamp-unplaced =
    { $n ->
        [one] { $n } Person ohne Einsatz
       *[other] { $n } Personen ohne Einsatz
    }
bootcamp-unanswered =
    { $n ->
        [one] { $n } Antwort fehlt
       *[other] { $n } Antworten fehlen
    }
bootcamp-hostless =
    { $n ->
        [one] { $n } Einsatz ohne Gastgeber
       *[other] { $n } Einsätze ohne Gastgeber
    }
bootcamp-next-starters = Die Neuen hinzufügen
bootcamp-next-solve = Regeln ansehen und einen Plan machen lassen
bootcamp-next-solving = Ein Plan wird gemacht
bootcamp-next-release = Den Plan ansehen und freigeben
bootcamp-next-failed = Es ging kein Plan: nachsehen, warum
bootcamp-next-unplaced =
    { $n ->
        [one] Für { $n } Person einen Einsatz finden
       *[other] Für { $n } Personen Einsätze finden
    }
bootcamp-next-running = Läuft: nichts zu tun
bootcamp-next-over = Vorbei
bootcamp-go-on = Weiter
bootcamp-state-open = In Planung
bootcamp-state-running = Läuft
bootcamp-state-closed = Vorbei
bootcamp-state-cancelled = Aufgegeben
bootcamp-days = { $from } bis { $to }
bootcamp-facts =
    { $weeks ->
        [one] { $programme }, { $weeks } Woche: { $days }.
       *[other] { $programme }, { $weeks } Wochen: { $days }.
    }

bootcamp-part-programme = Programm
bootcamp-part-cohort = Jahrgang
bootcamp-programme-first = Dies ist der erste Jahrgang, also beginnt er ein Programm. Spätere Jahrgänge kommen dazu und werden miteinander verglichen.
bootcamp-programme-new = Ein neues Programm
bootcamp-programme-hint = Die drei Felder darunter zählen nur für ein neues Programm.
bootcamp-field-programme = Programm
bootcamp-field-programme-name = Name des Programms
bootcamp-hint-programme-name = Etwa »Bootcamp Technik«. Er steht in Mails.
bootcamp-hint-purpose = Ein, zwei Sätze für die, die mitmachen, und für ihre Gastgeber.
bootcamp-hint-owner = Die Mailadresse von jemandem aus dem Verzeichnis, der oder die dafür einsteht.
bootcamp-field-name = Name des Jahrgangs
bootcamp-hint-name = Etwa »Frühling 2026«.
bootcamp-field-starts-on = Erste Woche
bootcamp-hint-starts-on = Irgendein Tag darin; Wochen beginnen am Montag.
bootcamp-field-weeks = Anzahl der Wochen
bootcamp-hint-weeks = 1 bis 52.
bootcamp-check = Angaben prüfen
bootcamp-save = Speichern
bootcamp-answer-days = Tage
bootcamp-check-effect-nobody = Niemand erfährt etwas: Ein Jahrgang ist nur ein Plan, bis Sie ihn freigeben.
bootcamp-check-effect-next = Als Nächstes sehen Sie die Regeln an und fügen die Leute hinzu.
bootcamp-done-made = Der Jahrgang ist angelegt. Sehen Sie die Regeln an, dann fügen Sie die Leute hinzu.
bootcamp-done-saved = Gespeichert.
bootcamp-done-rules = Die Regeln sind gespeichert. Der nächste Plan hält sie ein.
bootcamp-done-hire = Gespeichert. Der nächste Plan rechnet damit.
bootcamp-done-removed = Aus dem Jahrgang genommen.
bootcamp-done-starters = { $new } neu im Verzeichnis, { $joined } aus dem Verzeichnis, { $changed } geändert.
bootcamp-fault-hours = { $field }: Schreiben Sie Stunden, etwa 6 oder 1,5.
bootcamp-fault-date = { $field }: »{ $typed }« ist kein Datum. Schreiben Sie es so: 2026-03-30.
bootcamp-fault-outside = { $field }: { $typed } liegt in keiner Woche des Jahrgangs.
bootcamp-fault-taken = { $field }: Diesen Namen gibt es schon.
bootcamp-fault-team = { $field }: Kein Team heißt »{ $typed }«.
bootcamp-fault-team-nearest = { $field }: Kein Team heißt »{ $typed }«. Meinten Sie { $nearest }?
bootcamp-fault-also = { $field }: { $team } steht auch unter »{ $other }«. Nehmen Sie es an einer Stelle heraus.
bootcamp-fault-fit = { $field }: Die Einsätze brauchen { $need } Wochen, und es gibt { $have }.
bootcamp-fault-before = { $field }: Sie liegt vor der ersten Woche.
bootcamp-fault-placed = { $field }: In diesen Wochen gibt es schon Einsätze. Verwerfen Sie erst den Plan oder ziehen Sie sie zurück.

bootcamp-give-up = Jahrgang aufgeben
bootcamp-give-up-title = { $cohort } aufgeben?
bootcamp-give-up-lead = Ein aufgegebener Jahrgang lässt sich nicht wieder öffnen.
bootcamp-give-up-hires =
    { $n ->
        [0] Niemand ist darin.
        [one] { $n } Person darin bleibt im Verzeichnis.
       *[other] Die { $n } Leute darin bleiben im Verzeichnis.
    }
bootcamp-give-up-plan = Sein Plan, wenn es einen gibt, wird verworfen.
bootcamp-give-up-nobody = Niemand hat davon erfahren, und niemand wird es.
bootcamp-give-up-blocked = Ein Plan ist freigegeben: Leute und Gastgeber rechnen damit. Ziehen Sie erst die Einsätze zurück.

bootcamp-rules = Regeln
bootcamp-rules-title = Regeln von { $cohort }
bootcamp-rules-check-title = Regeln von { $cohort } prüfen
bootcamp-rules-lead = Harte Regeln hält jeder Plan ein. Gewichtete ziehen: Ein Plan hält so viele wie möglich, die stärkeren zuerst, und sagt, welche er gebogen hat.
bootcamp-part-stints = Einsätze
bootcamp-part-ranked = Gewichtete Regeln
bootcamp-part-hard = Harte Regeln
bootcamp-ranked-lead = Von der stärksten zur schwächsten.
bootcamp-ranked-rest = Danach mag ein Plan Verbindungen zwischen Teams, die sich wenig kennen, die Wünsche jeder Person nach Rang, und Gastgeber, die sich die Last teilen.
bootcamp-hard-lead = Diese gelten immer:
bootcamp-hard-home = Niemand macht einen Einsatz im eigenen Team.
bootcamp-hard-one = Niemand ist in derselben Woche in zwei Teams.
bootcamp-hard-once = Niemand besucht ein Team zweimal.
bootcamp-hard-places = Kein Team hat mehr Gäste, als es in der Woche Plätze und Zeit hat.
bootcamp-hard-away = Niemand kommt vor der eigenen ersten Woche, nach der letzten oder in ein Team, das er oder sie meidet.
bootcamp-field-stints = Anzahl der Einsätze
bootcamp-hint-stints = Höchstens so viele macht eine Person.
bootcamp-field-length = Wochen eines Einsatzes
bootcamp-hint-length = Etwa 6 Einsätze zu 1 Woche oder 3 zu 2.
bootcamp-field-hours = Stunden eines Gastgebers je Gast und Woche
bootcamp-hint-hours = Sie gehen von der Zeit des Teams in der Kapazität ab.
bootcamp-field-must = Teams, die alle besuchen müssen
bootcamp-hint-must = Ein Team je Zeile. Wiegt mehr als alles andere; wer trotzdem nicht hinkann, wird genannt.
bootcamp-field-should = Teams, die alle besuchen sollen
bootcamp-hint-should = Ein Team je Zeile, das beste zuerst. Zählt wie ein Wunsch jeder Person, nach ihren eigenen.
bootcamp-field-must-not = Teams, die niemand besucht
bootcamp-hint-must-not = Ein Team je Zeile.
bootcamp-field-closed = Wochen, in denen niemand eingesetzt wird
bootcamp-hint-closed = Feiertage des Standorts: ein Tag jeder Woche je Zeile, etwa 2026-04-06.
bootcamp-hint-hold = Gastgeber und die eigenen Leitungen sehen den Plan zuerst. Sonst erfährt vor der Freigabe niemand etwas.
bootcamp-hold-approve-hint = Nichts geht hinaus, bis Sie den Plan freigeben.
bootcamp-field-order = Welches Team zuerst kommt
bootcamp-hint-order = Ein Paar je Zeile, etwa „Plattform vor Suche“. Es bindet alle, die beide besuchen.
bootcamp-field-within = Teams, die nur in bestimmten Wochen besucht werden
bootcamp-hint-within = Ein Team je Zeile mit seiner ersten und letzten Woche der Gruppe, etwa „Sicherheit: 1-2“.
bootcamp-field-rather = Teams, die besser in bestimmten Wochen besucht werden
bootcamp-hint-rather = Ein Team je Zeile mit seiner ersten und letzten Woche, etwa „Sicherheit: 1-2“. Eine Station außerhalb kostet den Plan ein Fünftel einer neuen Verbindung.
bootcamp-order = { $first } vor { $then }
bootcamp-window =
    { $n ->
        [one] { $team } in Woche { $from }
       *[other] { $team } in den Wochen { $from } bis { $to }
    }
bootcamp-kept-timed = { $what }: { $n } von { $most }, die dort sind.
bootcamp-fault-order = { $field }: „{ $typed }“ sagt nicht, welches von zwei Teams zuerst kommt. Schreiben Sie es wie „Plattform vor Suche“.
bootcamp-fault-both-ways = { $field }: „{ $typed }“ sagt das Gegenteil einer anderen Zeile. Nehmen Sie eine der beiden heraus.
bootcamp-fault-weeks = { $field }: „{ $typed }“ ist kein Team mit Wochen von 1 bis { $most }. Schreiben Sie es wie „Sicherheit: 1-2“.
bootcamp-none = Keine
bootcamp-answer-stints = Einsätze
bootcamp-answer-stints-value =
    { $length ->
        [one] bis zu { $stints } × { $length } Woche
       *[other] bis zu { $stints } × { $length } Wochen
    }
bootcamp-hours = { $hours } h
bootcamp-answer-hold = Von selbst freigegeben nach { $time }
bootcamp-rules-effect-next = Ein Plan, der steht, bleibt unberührt. Der nächste hält die neuen Regeln ein.
bootcamp-rules-effect-short =
    { $n ->
        [one] { $n } Person ist für alle Einsätze nicht lange genug da.
       *[other] { $n } Personen sind für alle Einsätze nicht lange genug da.
    }

bootcamp-hires = Leute
bootcamp-hires-empty-title = Noch niemand
bootcamp-hires-empty = Fügen Sie die Neuen ein oder laden Sie eine Datei hoch. Sie sehen Zeile für Zeile, was geschieht, bevor etwas geschrieben wird.
bootcamp-add-starters = Leute hinzufügen
bootcamp-edit = Name und Wochen ändern
bootcamp-plan = Plan
bootcamp-solve = Plan machen lassen
bootcamp-away = Abwesend
bootcamp-tile-hires = Leute
bootcamp-tile-unplaced = Ohne Einsatz
bootcamp-tile-need = Gewünschte Einsatzwochen
bootcamp-tile-room = Wochen, die Teams anbieten
bootcamp-tile-enough = In Summe genug
bootcamp-tile-short = { $n } zu wenig: Fragen Sie Teams nach mehr
bootcamp-weeks-span = { $from } bis { $to }
bootcamp-of = { $n } von { $most }
bootcamp-hire-title = { $cohort }
bootcamp-hire-facts = { $team }, { $email }. Das eigene Team kommt aus dem Verzeichnis.
bootcamp-hire-usual = Alle: { $usual }. Füllen Sie nur aus, was bei dieser Person anders ist.
bootcamp-hire-wishes = Wünsche
bootcamp-hire-next-solve = Ein Plan, der steht, bleibt unberührt. Der nächste rechnet damit.
bootcamp-field-from-week = Erste Woche
bootcamp-field-to-week = Letzte Woche
bootcamp-weeks-fold = Die Wochen nach Nummer
bootcamp-week-days = { $n }: { $days }
bootcamp-hint-own = Leer: wie bei allen.
bootcamp-field-likes = Möchte besuchen
bootcamp-hint-likes = Ein Team je Zeile, das liebste zuerst. Die ersten fünf zählen.
bootcamp-field-avoid = Besucht nicht
bootcamp-hint-avoid = Ein Team je Zeile. Hart: Kein Plan verstößt dagegen.
bootcamp-remove = Aus dem Jahrgang nehmen
bootcamp-remove-title = { $name } aus dem Jahrgang nehmen?
bootcamp-remove-lead = Die Person bleibt im Verzeichnis.
bootcamp-remove-proposals =
    { $n ->
        [0] Für diese Person war kein Einsatz vorgeschlagen.
        [one] { $n } vorgeschlagener Einsatz geht mit.
       *[other] { $n } vorgeschlagene Einsätze gehen mit.
    }
bootcamp-remove-stays = Niemand erfährt etwas.
bootcamp-remove-blocked =
    { $n ->
        [one] { $n } Einsatz dieser Person ist freigegeben. Ziehen Sie ihn erst zurück.
       *[other] { $n } Einsätze dieser Person sind freigegeben. Ziehen Sie sie erst zurück.
    }

bootcamp-starters-title = Leute zu { $cohort } hinzufügen
bootcamp-starters-lead = Sie sehen Zeile für Zeile, was geschieht, bevor etwas geschrieben wird. Wer im Verzeichnis steht, wird von dort genommen; wer neu ist, kommt hinein.
bootcamp-list = Neue Leute
bootcamp-list-hint = Eine Person je Zeile: { $columns }. Dazwischen Tabulatoren, Strichpunkte oder Kommas, mit oder ohne Kopfzeile; Wünsche mit senkrechten Strichen getrennt. Erster Tag und Wünsche dürfen fehlen. Bis zu 10.000 Zeilen.
bootcamp-file = Oder eine Datei
bootcamp-file-hint = CSV oder Text; sie tritt an die Stelle der Zeilen darüber.
bootcamp-preview = Zeigen, was geschieht
bootcamp-list-missing = Neue Leute: Fügen Sie mindestens eine Zeile ein oder wählen Sie eine Datei.
bootcamp-list-refused =
    { $n ->
        [one] { $n } Zeile kann nicht übernommen werden. Nichts wurde geschrieben; berichtigen Sie sie unten.
       *[other] { $n } Zeilen können nicht übernommen werden. Nichts wurde geschrieben; berichtigen Sie sie unten.
    }
bootcamp-found = Was dort steht
bootcamp-wrong = Was nicht stimmt
bootcamp-why-no-name = Wer nicht im Verzeichnis steht, braucht einen Namen.
bootcamp-why-no-team = Wer nicht im Verzeichnis steht, braucht ein Team.
bootcamp-why-team = Kein Team heißt so.
bootcamp-why-team-nearest = Kein Team heißt so. Meinten Sie { $nearest }?
bootcamp-why-other = Ist schon im Jahrgang { $cohort }. Nehmen Sie die Person dort zuerst heraus.
bootcamp-why-left = Hat die Organisation verlassen.
bootcamp-why-late = Der erste Tag liegt hinter der letzten Woche des Jahrgangs.
bootcamp-columns = Spalten
bootcamp-columns-title = Spalten zuordnen für { $cohort }
bootcamp-columns-lead = Weft kennt nicht alle Namen dieser Spalten. Dafür hält es sie; wählen Sie, wo es nicht stimmt. Geschrieben wird noch nichts.
bootcamp-columns-first = Die ersten Zeilen
bootcamp-columns-line = Die erste Zeile
bootcamp-columns-heading = nennt die Spalten
bootcamp-columns-person = ist schon eine Person
bootcamp-column-number = Spalte { $n }
bootcamp-column-option = { $column } (etwa { $example })
bootcamp-column-none = Nicht in dieser Liste
bootcamp-columns-name = Ganz, oder als Vor- und Nachname. Nötig für alle, die nicht in der Personalliste stehen.
bootcamp-columns-new = Nötig für alle, die nicht in der Personalliste stehen.
bootcamp-columns-address = Adresse: Wählen Sie ihre Spalte. An ihr werden Personen erkannt.
bootcamp-columns-twice = { $field }: Diese Spalte ist schon für { $other } gewählt.
bootcamp-columns-back = Liste ändern
bootcamp-preview-title = Leute für { $cohort } prüfen
bootcamp-preview-lead = Noch ist nichts geschrieben, und niemand erfährt etwas.
bootcamp-apply = Hinzufügen
bootcamp-tile-new = neu im Verzeichnis
bootcamp-tile-joins = aus dem Verzeichnis
bootcamp-tile-changed = geändert
bootcamp-tile-same = wie bisher
bootcamp-fate-new = Neu
bootcamp-fate-joins = Kommt dazu
bootcamp-fate-changed = Geändert
bootcamp-fate-same = Bleibt
bootcamp-roster-differs = Das Verzeichnis nennt dieses Team; es gilt.

## Der Plan

bootcamp-plan-title = Plan von { $cohort }
bootcamp-back-to-plan = Zurück zum Plan
bootcamp-plan-none = Noch wurde kein Plan gemacht. Lassen Sie einen machen; niemand erfährt davon.
bootcamp-plan-solving = Ein Plan wird gemacht. Das dauert eine Sekunde bis eine Minute.
bootcamp-plan-failed = Es ging kein Plan: { $why }
bootcamp-plan-held = Angehalten: Nichts geht hinaus, bis ihn jemand freigibt.
bootcamp-plan-by-itself = Von selbst freigegeben am { $when }, wenn ihn vorher niemand anhält oder verwirft.
bootcamp-plan-waits = Wartet auf Ihre Freigabe. Noch hat niemand davon erfahren.
bootcamp-plan-pending = Das ist von Hand gesetzt oder stammt aus einem verworfenen Plan. Lassen Sie einen Plan darum herum machen, um es freizugeben.
bootcamp-plan-dropped = Der letzte Plan wurde verworfen. Die Neuen haben nichts davon erfahren.
bootcamp-plan-real = Freigegeben: Alle haben es erfahren.
bootcamp-look-again = Wieder nachsehen
bootcamp-release = Freigeben
bootcamp-hold = Anhalten
bootcamp-drop = Plan verwerfen
bootcamp-solve-again = Neuen Plan machen lassen
bootcamp-tile-stints = Einsätze
bootcamp-tile-placed = Leute mit Einsatz
bootcamp-tile-unanswered = Antworten fehlen
bootcamp-proven = 0, bewiesen
bootcamp-gap = höchstens { $gap }
bootcamp-bound = höchstens { $bound } ist möglich
bootcamp-missing = Ohne Einsatz oder mit weniger, als sie könnten
bootcamp-because-no-stints = Hat keine Einsätze zu machen.
bootcamp-because-nowhere = In den Wochen dieser Person ist kein Team offen.
bootcamp-because-places = Jedes Team, das dieser Person offen steht, ist voll.
bootcamp-because-better = So ist das Ganze mehr wert.
bootcamp-because-budget = Die Rechenzeit war zu Ende, bevor sich ein Platz fand.
bootcamp-because-limits = Gegen jeden Platz steht die eine oder andere Grenze.
bootcamp-because-later = Nicht im letzten Plan: seither dazugekommen oder herausgenommen.
bootcamp-could = Ginge bei { $team } in Woche { $week }; der Plan verlöre { $loss }.
bootcamp-fewer = { $n } von { $most } Einsätzen.
bootcamp-kept = Gehalten
bootcamp-bent = Gebogen
bootcamp-load-tag = Last
bootcamp-kept-title = Regeln
bootcamp-kept-hard = Alle harten Regeln.
bootcamp-kept-over =
    { $n ->
        [one] In { $n } Woche hat ein Team mehr Gäste als Plätze: Es bietet weniger an, als der Plan gemacht wurde.
       *[other] In { $n } Wochen haben Teams mehr Gäste als Plätze: Sie bieten weniger an als damals, als der Plan gemacht wurde.
    }
bootcamp-kept-must = { $team }: { $n } von { $most } besuchen es, wie alle es müssen.
bootcamp-kept-must-not =
    { $more ->
        [0] { $line } Nicht: { $names }.
       *[other] { $line } Nicht: { $names } und { $more } weitere.
    }
bootcamp-kept-wishes = { $first } von { $n } besuchen ihr liebstes Team, { $any } eines, das sie mögen.
bootcamp-kept-most =
    { $n ->
        [one] Das vollste Team hat { $n } Gastwoche.
       *[other] Das vollste Team hat { $n } Gastwochen.
    }
bootcamp-collide-title = Wo sich Regeln widersprechen
bootcamp-collide-must =
    Alle müssen { $team } besuchen, aber ein Plan, der die anderen Regeln hält, bringt nur { $n } von { $most } dorthin. { $more ->
        [0] Übrig: { $names }.
       *[other] Übrig: { $names } und { $more } weitere.
    } Auswege:
bootcamp-collide-cost = { $way } Es kostet das Team { $hours } Stunden eines Gastgebers.
bootcamp-collide-let-go =
    { $n ->
        [one] { $team } nur ein Wunsch: Das kostet niemanden etwas, und eine Person beginnt, ohne es gesehen zu haben.
       *[other] { $team } nur ein Wunsch: Das kostet niemanden etwas, und { $n } Personen beginnen, ohne es gesehen zu haben.
    }
bootcamp-what-if-title = Was helfen würde
bootcamp-what-if = { $what }: Der Plan gewinnt { $gain }.
bootcamp-what-if-least = { $what }: Der Plan gewinnt mindestens { $gain }.
bootcamp-widen-place =
    { $n ->
        [one] Ein Platz mehr bei { $team } in Woche { $week }
       *[other] { $n } Plätze mehr bei { $team } in Woche { $week }
    }
bootcamp-widen-stint =
    { $n ->
        [one] Ein Einsatz mehr für { $person }
       *[other] { $n } Einsätze mehr für { $person }
    }
bootcamp-widen-stay = { $person } da von Woche { $from } bis Woche { $to }
bootcamp-widen-admit = { $team } offen für { $person }
bootcamp-widen-start = { $person } kann in Woche { $week } beginnen
bootcamp-widen-unlock = { $person } bei { $team } in Woche { $week } nicht fest
bootcamp-widen-other = Eine andere Grenze weiter
bootcamp-difference = Gegenüber dem Plan davor
bootcamp-difference-none = Dieselben Plätze wie zuvor.
bootcamp-place = { $person }: { $team }, Woche { $week }
bootcamp-grid-people = Leute nach Wochen
bootcamp-grid-teams = Teams nach Wochen
bootcamp-show-people = Leute nach Wochen zeigen
bootcamp-show-teams = Teams nach Wochen zeigen
bootcamp-show-all = Auch Teams ohne Gäste
bootcamp-grid-empty-title = Noch hat kein Team Gäste
bootcamp-grid-empty = Ist ein Plan gemacht, stehen hier seine Teams mit ihrer Last.
bootcamp-legend = ■ von Hand festgelegt, ＋ neu, → verschoben. Ein Name führt zu den Plätzen, an denen der Einsatz stattdessen sein könnte.
bootcamp-mark-locked = von Hand festgelegt
bootcamp-mark-new = neu
bootcamp-mark-moved = verschoben
bootcamp-load = { $n } von { $places }
bootcamp-load-over = { $n } von { $places }, über der Kapazität
bootcamp-done-solve = Ein Plan wird gemacht. Sehen Sie gleich wieder nach.
bootcamp-done-placed = Dort hingesetzt und festgelegt: Ein neuer Plan lässt es dort.
bootcamp-done-lock = Festgelegt: Ein neuer Plan lässt es dort.
bootcamp-done-unlock = Nicht mehr fest: Ein neuer Plan darf es verschieben.
bootcamp-done-out = Aus dem Plan genommen.
bootcamp-done-held = Angehalten. Nichts geht hinaus, bis ihn jemand freigibt.
bootcamp-done-released = Freigegeben. Die Mails sind unterwegs.
bootcamp-done-dropped = Der Plan ist verworfen. Die Neuen haben nichts davon erfahren.
bootcamp-done-recalled = Zurückgezogen. Wen es betrifft, der erfährt es.

bootcamp-stint-title = { $cohort }
bootcamp-stint-more = Ein Einsatz mehr. Wählen Sie, wo; er ist dann festgelegt, und ein neuer Plan wird darum herum gemacht.
bootcamp-stint-proposed = Vorgeschlagen: { $team }, { $days }. Der Gast weiß noch nichts davon.
bootcamp-stint-locked = Von Hand festgelegt: { $team }, { $days }. Der Gast weiß noch nichts davon.
bootcamp-stint-real = Freigegeben: { $team }, { $days }. Alle wissen davon; eine Verschiebung erfahren sie, wenn der Plan wieder freigegeben wird.
bootcamp-stint-begun = { $team }, { $days }. Er hat begonnen und bleibt, wo er ist.
bootcamp-lock = Hier festlegen
bootcamp-unlock = Verschieben erlauben
bootcamp-out = Aus dem Plan nehmen
bootcamp-withdraw = Zurückziehen
bootcamp-cannot-host = Das Team kann nicht
bootcamp-spots = Wo er sein könnte
bootcamp-spots-legend = Plätze
bootcamp-spots-hint = Nur Plätze, die passen, wenn alle anderen bleiben, wo sie sind. Die beste Wirkung auf den Plan steht zuerst.
bootcamp-spots-more = Wählen Sie oben ein Team oder eine Woche, um die anderen zu sehen.
bootcamp-spots-empty-title = Kein anderer Platz passt
bootcamp-spots-empty = Nichts ist frei, das die harten Regeln einhält, oder es wird gerade ein Plan gemacht. Fragen Sie ein Team nach einem Platz oder wählen Sie eine andere Woche.
bootcamp-spot = { $team }, Woche { $week }
bootcamp-spot-missing = Plätze: Wählen Sie einen.
bootcamp-spot-taken = Plätze: Dieser passt nicht mehr. Wählen Sie einen anderen.
bootcamp-effect-same = Der Plan ist gleich viel wert.
bootcamp-effect-gain = Der Plan gewinnt { $n }.
bootcamp-effect-loss = Der Plan verliert { $n }.
bootcamp-week = Woche
bootcamp-any = Alle
bootcamp-filter = Zeigen
bootcamp-put = Dort hinsetzen
bootcamp-why = Warum
bootcamp-why-hint = Steht so in den Mails, wie Sie es schreiben.
bootcamp-withdraw-title = Diesen Einsatz von { $name } zurückziehen?
bootcamp-withdraw-told = Gast, Gastgeber und eigene Leitung bekommen eine Mail mit Ihrem Grund, und der Kalendereintrag verschwindet.
bootcamp-withdraw-place = Seine Plätze sind wieder frei.
bootcamp-withdraw-begun = Er hat begonnen: Diese Woche ist seine letzte.
bootcamp-withdraw-why = Warum: Geben Sie einen Grund an, höchstens { $most } Zeichen.

bootcamp-hold-title = Plan von { $cohort } anhalten?
bootcamp-hold-lead = Ein angehaltener Plan wartet auf einen Menschen.
bootcamp-hold-effect = Er wird nicht mehr von selbst freigegeben. Sie können ihn weiter ändern, freigeben oder verwerfen.
bootcamp-release-title = Plan von { $cohort } freigeben?
bootcamp-release-lead = Eine Freigabe macht den Plan wirklich, in einem Schritt oder gar nicht.
bootcamp-release-stints = Neu: { $new }. Verschoben: { $moved }. Beendet: { $ended }. Alles andere bleibt, wie es ist.
bootcamp-release-told =
    { $people ->
        [one] Mails gehen an { $people } Person, an ihre Leitung und an Gastgeber in { $teams } Teams, mit Kalendereinladungen.
       *[other] Mails gehen an { $people } Leute, an ihre Leitungen und an Gastgeber in { $teams } Teams, mit Kalendereinladungen.
    }
bootcamp-release-none =
    { $n ->
        [one] { $n } Person hat keinen Einsatz und erfährt nichts.
       *[other] { $n } Personen haben keinen Einsatz und erfahren nichts.
    }
bootcamp-release-unanswered =
    { $n ->
        [one] Bei { $n } Einsatz hat das gastgebende oder das eigene Team noch nicht zugestimmt.
       *[other] Bei { $n } Einsätzen hat das gastgebende oder das eigene Team noch nicht zugestimmt.
    }
bootcamp-release-hostless =
    { $n ->
        [one] { $n } Einsatz hat keinen Gastgeber: Das Team nennt keinen und hat keine Leitung.
       *[other] { $n } Einsätze haben keinen Gastgeber: Ihre Teams nennen keinen und haben keine Leitung.
    }
bootcamp-release-full = Nicht freigegeben, und niemand hat etwas erfahren. { $reason } Lassen Sie einen neuen Plan machen.
bootcamp-release-busy = Nicht freigegeben, und niemand hat etwas erfahren: { $name } hat in diesen Wochen einen anderen Einsatz oder eine Rotation. Lassen Sie einen neuen Plan machen.
bootcamp-drop-title = Plan von { $cohort } verwerfen?
bootcamp-drop-lead = Die Neuen haben nichts davon erfahren und werden es nicht.
bootcamp-drop-effect =
    { $n ->
        [0] Es gibt keine vorgeschlagenen Einsätze zu verwerfen.
        [one] { $n } vorgeschlagener Einsatz fällt weg.
       *[other] { $n } vorgeschlagene Einsätze fallen weg.
    }
bootcamp-drop-real = Was freigegeben ist, bleibt, wie es ist.

bootcamp-cannot-title = { $team } kann nicht aufnehmen
bootcamp-cannot-lead = Schließt Wochen des Teams für Gäste von Bootcamps und Rotationen. Sie sehen, wen das verschiebt, bevor etwas geschieht.
bootcamp-cannot-from = Erste Woche
bootcamp-cannot-to = Letzte Woche
bootcamp-cannot-why-hint = Steht auf der Kapazitätsseite des Teams.
bootcamp-cannot-check = Zeigen, wen das verschiebt
bootcamp-cannot-weeks = Letzte Woche: Wählen Sie Wochen, von denen die erste nicht hinter der letzten liegt.
bootcamp-cannot-closed = Geschlossen: { $days }.
bootcamp-cannot-moves =
    { $n ->
        [0] Dort ist dann niemand eingesetzt.
        [one] { $n } Einsatz oder Rotation muss weichen.
       *[other] { $n } Einsätze oder Rotationen müssen weichen.
    }
bootcamp-cannot-told = Pläne, die damit rechneten, werden neu gemacht und ändern dabei so wenig wie möglich. Nur wer weichen muss, erfährt es, sobald der neue Plan freigegeben ist.
bootcamp-cannot-who = Wer weichen muss
bootcamp-cannot-stay = Wer begonnen hat und bleibt
bootcamp-cannot-line = { $name }, { $days }
bootcamp-cannot-close = Diese Wochen schließen
bootcamp-cannot-done =
    { $n ->
        [0] Die Wochen sind geschlossen. Dort war niemand eingesetzt.
        [one] Die Wochen sind geschlossen. Für { $n } Einsatz oder Rotation wird ein neuer Plan gemacht.
       *[other] Die Wochen sind geschlossen. Für { $n } Einsätze oder Rotationen werden neue Pläne gemacht.
    }

bootcamp-ramp = Ankommen
bootcamp-ramp-title = Ankommen in { $cohort }
bootcamp-ramp-lead = Leute anderer Teams, und deren Teams, die eine neue Person im Mittel getroffen hat, gezählt ab dem ersten Arbeitstag.
bootcamp-ramp-days = Nach { $n } Tagen
bootcamp-ramp-step =
    { $n ->
        [one] { $people } Leute, { $teams } Teams ({ $n } Person)
       *[other] { $people } Leute, { $teams } Teams ({ $n } Personen)
    }
bootcamp-ramp-drawing = Getroffene Leute nach 30, 60 und 90 Tagen je Jahrgang, bis zu { $most }. Die Tabelle darunter hat dieselben Zahlen.
bootcamp-ramp-how = Es zählen Treffen und Einsätze, die stattfanden, jedes Paar einmal, ab dem ersten Tag. Ein Strich: So lange ist noch niemand aus dem Jahrgang da.
bootcamp-hours-title = Was die Gastgeber geben
bootcamp-hours-empty-title = Noch ist kein Einsatz freigegeben
bootcamp-hours-empty = Ist ein Plan freigegeben, stehen hier die Stunden, die er jedes Team kostet.
bootcamp-hours-guests = Gäste
bootcamp-hours-hours = Stunden

bootcamp-show = Gastgebern und Leitungen zeigen
bootcamp-show-title = Plan von { $cohort } Gastgebern und Leitungen zeigen?
bootcamp-show-lead = Gastgeber und die eigenen Leitungen sehen den Plan vor der Freigabe an. Die Neuen hören noch nichts.
bootcamp-show-told =
    { $n ->
        [one] Mails gehen an Gastgeber und Leitung von { $n } Team. Wer diesen Plan schon gesehen hat, bekommt keine zweite.
       *[other] Mails gehen an Gastgeber und Leitungen von { $n } Teams. Wer diesen Plan schon gesehen hat, bekommt keine zweite.
    }
bootcamp-show-answers = Sie sagen »gut so« oder »so nicht« mit Grund. Ein Einwand hält den Plan davon ab, sich selbst freizugeben.
bootcamp-done-shown = Gezeigt. Die Antworten stehen dann hier.
bootcamp-plan-shown = Wartet auf Ihre Freigabe. Gastgeber und Leitungen kennen ihn seit { $when }.
bootcamp-objections = So nicht

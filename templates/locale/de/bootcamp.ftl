### Bootcamps: Jahrgänge, Regeln, Neue.

nav-cohorts = Bootcamps
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

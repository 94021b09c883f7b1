# Wenn etwas schiefging: die Entschuldigung
mail-apology-subject = { $programme }: eine Entschuldigung
mail-apology-preheader = Was schiefging und wie es weitergeht.
mail-apology-group = Sie haben bei { $programme } erfahren, wen Sie treffen, in der Runde vom { $date }. Bei dieser Runde ist etwas schiefgegangen.
mail-apology-placement = Sie haben bei { $programme } von einem Einsatz erfahren, geplant am { $date }. Bei diesem Plan ist etwas schiefgegangen.
mail-apology-left-out = Sie haben erfahren, dass bei { $programme } kein Platz für Sie war, in der Runde vom { $date }. Bei dieser Runde ist etwas schiefgegangen.
mail-apology-asked = Sie haben eine Mail zu { $programme } und der Runde vom { $date } bekommen. Bei dieser Runde ist etwas schiefgegangen.
mail-apology-sorry = Wir bitten um Entschuldigung. Sie haben nichts falsch gemacht und brauchen nichts zu tun.
mail-apology-owner = Fragen beantwortet { $owner }. Eine Antwort auf diese Mail kommt dort an.
mail-apology-footer = Sie bekommen diese Mail, weil Sie zu dieser Runde von { $programme } eine Mail bekommen haben.
notice-kind-apology = Entschuldigung
apology-title = Alle um Entschuldigung bitten, die eine Mail bekamen
apology-lead = Wer zu diesem Lauf eine Mail bekam, bekommt noch eine: was schiefging und wie es weitergeht, in Ihren Worten.
apology-who = Wen sie erreicht
apology-column-told = Was sie erfahren hatten
apology-column-language = Sprache
apology-column-people = Personen
apology-column-more = Besonderes
apology-told-group = Wen sie treffen
apology-told-placement = Einen Einsatz
apology-told-left-out = Dass sie nicht dabei sind
apology-told-asked = Eine Frage, oder etwas vor dem Plan
apology-language-english = Englisch
apology-language-german = Deutsch
apology-gone = { $n ->
    [one] { $n } ist ausgeschieden oder nicht erreichbar
   *[other] { $n } sind ausgeschieden oder nicht erreichbar
}
apology-already = { $n ->
    [one] { $n } hat schon eine Entschuldigung
   *[other] { $n } haben schon eine Entschuldigung
}
apology-reached = { $n ->
    [0] Die Mail erreicht niemanden.
    [one] Die Mail erreicht { $n } Person.
   *[other] Die Mail erreicht { $n } Personen.
}
apology-nobody = Zu diesem Lauf bekam niemand eine Mail
apology-nobody-more = Es gibt niemanden, den man um Entschuldigung bitten müsste.
apology-to-review = Zum Rückblick
apology-english = Ihre Worte auf Englisch
apology-german = Ihre Worte auf Deutsch
apology-hint = Was schiefging, wie es weitergeht, was zu tun ist. Keine Namen. Eine leere Zeile beginnt einen neuen Absatz.
apology-hint-other = Wer eine Sprache ohne Worte liest, bekommt die andere.
apology-empty = Schreiben Sie, was schiefging und wie es weitergeht
apology-too-long = Höchstens { $most } Zeichen
apology-check = Mails ansehen
apology-mails = Die Mails, wie sie hinausgingen
apology-draft-for = { $role }, auf { $language }
apology-once = Jede Person bekommt sie einmal, was auch immer wie oft gedrückt wird. Eine Mail, die hinaus ist, lässt sich nicht zurückholen.
apology-send = { $n ->
    [one] { $n } Mail senden
   *[other] { $n } Mails senden
}

# Der Rückblick auf einen Lauf
review-title = Rückblick: { $run }
review-lead = Was geschah, der Reihe nach, damit die nächste Runde besser wird. Hier steht, in welcher Rolle jemand handelte, nie wer.
review-link = Auf diesen Lauf zurückblicken
review-markdown = Als Markdown-Datei behalten
review-apologise = Alle um Entschuldigung bitten, die eine Mail bekamen
review-story = Was geschah
review-by-system = von selbst
review-by-owner = Verantwortliche des Programms
review-by-admin = Administration
review-by-coordinator = Koordination
review-by-somebody = jemand
review-mails-last = { $n ->
    [one] Die letzte Mail ging hinaus, insgesamt { $n }
   *[other] Die letzte Mail ging hinaus, insgesamt { $n }
}
review-apologised = { $n ->
    [one] Entschuldigung an { $n } Person
   *[other] Entschuldigung an { $n } Personen
}
review-mails = Was aus den Mails wurde
review-mails-none = Es wurde keine Mail geschrieben.
review-mails-kind = Mail
review-mails-count = Anzahl
review-mails-more = Besonderes
review-mails-until = bis { $when }
review-mails-again = { $n ->
    [one] { $n } mehr als einmal versucht
   *[other] { $n } mehr als einmal versucht
}
review-made-of = Woraus der Plan gemacht war
review-state = Stand
review-note = Anmerkung
review-missed = Termine, die in diesem aufgingen
review-notes = Was wir daraus lernen
review-notes-lead = Schreiben Sie darüber, was geschah, nicht darüber, wer es tat. Alle taten, was mit ihrem Wissen richtig schien.
review-well = Was gut ging
review-well-hint = Was hat Schlimmeres verhindert? Was soll so bleiben?
review-surprised = Was uns überrascht hat
review-surprised-hint = Was glaubten wir, das nicht stimmte? Wann hätten wir es merken können?
review-changes = Was wir ändern
review-changes-hint = Eine Sache je Zeile, jede mit einem Datum.
review-too-long = Höchstens { $most } Zeichen
review-changed = Zuletzt geändert: { $when }.
review-conflict = Inzwischen hat jemand anderes geschrieben.
review-conflict-more = Darunter steht, was da jetzt steht; Ihre Worte sind noch im Formular. Wenn Sie noch einmal speichern, ersetzen Ihre die anderen.
review-done-notes = Ihre Notizen sind gespeichert.
review-done-apology = { $n ->
    [0] Es war niemand mehr um Entschuldigung zu bitten.
    [one] { $n } Entschuldigung ist unterwegs.
   *[other] { $n } Entschuldigungen sind unterwegs.
}
action-run-apologised = Entschuldigung versandt
action-run-reviewed = Notizen zum Rückblick geändert
action-sending-held = Versand nach Wiederherstellung angehalten
action-sending-hold-ended = Anhalten nach Wiederherstellung beendet

# Nach einer Wiederherstellung
banner-restored-title = Der Versand ruht.
banner-restored = Die Datenbank wurde aus einer Sicherung zurückgeholt, und manches, das wartet, haben die Leute vielleicht schon. Auch Runden warten, bis die Administration entscheidet. Anmelde-Mails gehen weiter hinaus.
banner-restored-link = Entscheiden
restored-title = Nach einer Wiederherstellung
restored-nothing = Nichts ruht
restored-nothing-more = Wird die Datenbank aus einer Sicherung zurückgeholt, warten Versand und Runden hier auf eine Entscheidung.
restored-lead = Die Datenbank wurde aus einer Sicherung zurückgeholt. Sie weiß nicht, was seit dieser Sicherung versandt wurde. Deshalb gehen nur Anmelde-Mails hinaus und keine Runde geht weiter, bis Sie entscheiden.
restored-how = Woran es zu merken war
restored-found-in-backup = Die Sicherung sagt es selbst
restored-found-older = Der Dienst hat diese Datenbank schon später gesehen, als sie jetzt ist
restored-found-server = Die Datenbank liegt auf einem anderen Server als zuvor oder wurde in neue Tabellen eingelesen
restored-found-by-hand = Jemand aus dem Betrieb hat es gesagt
restored-backup = Stand von
restored-age = { $when }, vor { $age }
restored-age-unknown = nicht bekannt
restored-rounds = Runden
restored-due = { $n ->
    [0] kein Schritt ist fällig
    [one] { $n } Schritt ist fällig
   *[other] { $n } Schritte sind fällig
}
restored-waiting = Was auf den Versand wartet
restored-waiting-none = Nichts wartet.
restored-column-waits = Wartet
restored-column-before = Vor der Wiederherstellung entschieden
restored-column-oldest = Das älteste
restored-what-waits = Was vor der Wiederherstellung entschieden wurde und wartet
restored-drop = Zurückziehen
restored-drop-hint = Niemand bekommt etwas zweimal. Wer vorher nichts bekam, bekommt nichts; sehen Sie jede Runde an und bitten Sie um Entschuldigung oder nehmen Sie sie zurück, wo es nötig ist.
restored-send = Senden
restored-send-hint = Nur wenn Sie wissen, dass seit der Sicherung nichts hinausging: Alles, was seitdem hinausging, käme ein zweites Mal an.
restored-what-rounds = Runden, die inzwischen fällig wurden
restored-stop = Übergehen
restored-stop-hint = Termine, die gekommen sind, fallen aus, und jeder Plan, der noch nicht freigegeben ist, wartet auf einen Menschen. Für den Fall, dass die Leute schon davon wissen.
restored-go-on = Weitergehen lassen
restored-go-on-hint = Sie werden jetzt gezogen und freigegeben. Für den Fall, dass seit der Sicherung nichts geschah.
restored-end = Anhalten beenden
restored-choose = Wählen Sie eines
restored-done = Das Anhalten ist beendet: { $dropped } zurückgezogen, { $sent } unterwegs, { $stopped } Runden angehalten.
outbox-why-restored = Zurückgezogen, nachdem die Datenbank aus einer Sicherung kam: vielleicht war sie schon versandt
review-left-out = Nicht dabei

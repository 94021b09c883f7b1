### Seiten zu eigenen Stationen und Rotationen, Gästen, und ob es sich gelohnt hat.

first-weeks-title = Meine ersten Wochen
first-weeks-away = Meine Zeit bei anderen Teams
first-weeks-met = { $people ->
    [one] Sie haben { $people } Person
   *[other] Sie haben { $people } Personen
} { $teams ->
    [one] aus { $teams } Team getroffen
   *[other] aus { $teams } Teams getroffen
}
first-weeks-coffee = Treffen Sie weiter Leute: Kaffee bringt Sie alle paar Wochen mit jemandem aus einem anderen Team zusammen.
first-weeks-join = Beim Kaffee mitmachen
first-weeks-none = Für Sie sind keine Stationen geplant
first-weeks-none-then = Wenn die Koordination einen Plan mit Ihnen freigibt, erhalten Sie eine Mail, und hier stehen Ihre Wochen: Team, Betreuung, Daten und was Sie erwartet.

stay-state-coming = Kommt
stay-state-now = Jetzt
stay-state-over = Vorbei
stay-state-ended = Vorzeitig beendet
stay-said = Sie haben { $worth } von 5 gesagt.
stay-host = Betreut von:
stay-no-host = Noch niemand benannt
stay-calendar = Kalenderdatei
stay-say = Hat es sich gelohnt?
stay-say-again = Antwort ändern

guests-title = Gäste und wer weg ist
guests-coming = Wer kommt
guests-none = Niemand ist geplant
guests-none-then = Wenn ein Plan freigegeben wird, der Ihnen oder Ihrem Team einen Gast bringt, erhalten Sie eine Mail, und der Gast steht hier mit seinen Daten.
guests-guest = Gast
guests-when = Wann
guests-team = Team
guests-host = Betreut von
guests-state = Stand
guests-away = Wer aus Ihrem Team weg ist
guests-away-none = Niemand aus einem Team, das Sie leiten, ist bei einem anderen Team. Schickt ein Plan jemanden, erhalten Sie eine Mail, und die Person steht hier.
guests-person = Person
guests-with = Bei

worth-title = Hat es sich gelohnt?
worth-label = Ihre Antwort
worth-choose = Wählen Sie eine Zahl von 1 bis 5
worth-words-hint = Ein, zwei Sätze, wenn Sie mögen.
worth-send = Senden
worth-who = Die Koordination sieht die Zahlen eines Teams, sobald fünf seiner Gäste geantwortet haben, und Ihre Worte nur, wenn Sie das ankreuzen, ohne Ihren Namen.
worth-kept = Gespeichert. Danke.
worth-thanks = Sie können es ändern, bis der Link abläuft.
worth-summary-title = Hat es sich gelohnt: was Gäste und Betreuende sagen
worth-coverage = { $over ->
    [one] { $over } Einsatz ist vorbei.
   *[other] { $over } Einsätze sind vorbei.
} { $guests ->
    [one] { $guests } Gast
   *[other] { $guests } Gäste
} und { $hosts ->
    [one] { $hosts } Betreuende
   *[other] { $hosts } Betreuende
} haben geantwortet.
worth-teams = Nach Team
worth-none = Noch kein Team hat genug Antworten
worth-none-then = Ein Team steht hier, sobald { $least } seiner Gäste geantwortet haben. Sie werden gefragt, wenn ihre Zeit dort vorbei ist.
worth-guests = Gäste mit Antwort
worth-mean = Mittel
worth-least = Teams, von denen weniger als { $least } Gäste geantwortet haben, stehen nicht hier. Antworten zählen in Schritten von so vielen Gästen.
worth-words = In ihren Worten
worth-words-none = Niemand hat der Koordination Worte hinterlassen.
worth-said-guest = Ein Gast
worth-said-host = Betreuung

placed-link-fine-title = Passt der Plan?
placed-link-fine = Mit diesem Knopf sagen Sie, dass die Gäste des Plans kommen oder Ihre Leute gehen können, wie die Mail es sagt.
placed-link-fine-done = Notiert: Der Plan passt
placed-link-fine-then = Sie hören von uns, wenn er freigegeben wird oder sich etwas ändert.
placed-link-not-title = Was passt am Plan nicht?
placed-link-not = Ihr Einspruch hält den Plan an: Er wird nicht freigegeben, bevor die Koordination ihn angesehen hat.
placed-link-not-button = Einspruch erheben
placed-link-not-done = Notiert: Der Plan wartet
placed-link-not-then = Die Koordination liest Ihren Grund und ändert den Plan oder spricht mit Ihnen.
placed-link-why = Was sollte anders sein?
placed-link-why-hint = Zum Beispiel: In der Woche ab 7. Dezember ist niemand da. Die Koordination liest das.
placed-link-why-missing = Sagen Sie, was anders sein sollte
placed-link-over = Dieser Plan wartet auf keine Antwort mehr: Er wurde freigegeben, geändert oder verworfen.
placed-link-more = Ansehen, wer kommt und wer weg ist

home-stay-title = { $when ->
    [now] Sie sind bei { $team }
   *[coming] Sie sind bald bei { $team }
}
home-stay-body = { $dates }. Betreut von { $host }.
home-stay-body-alone = { $dates }.
home-stay-more = Als Zeitleiste ansehen
home-guest-title = { $when ->
    [now] { $guest } ist bei { $team }
   *[coming] { $guest } kommt zu { $team }
}
home-guest-body = { $dates }. Aus { $home }.
home-guest-more = Ansehen, wer wann kommt
home-worth-title = { $role ->
    [guest] Hat sich Ihre Zeit bei { $team } gelohnt?
   *[host] { $guest } bei { $team }: Hat es sich gelohnt?
}

notice-kind-placement-proposed = Plan zum Ansehen
notice-kind-placement-told = Einsatz
notice-kind-placement-changed = Einsatz geändert
notice-kind-placement-calendar = Kalendereintrag
notice-kind-placement-feedback = Hat es sich gelohnt
notice-kind-monday-digest = Montagsmail

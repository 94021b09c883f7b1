# Rhythmen: was an den geschriebenen Worten nicht stimmt
cadence-empty = Sagen Sie, wann Runden stattfinden, zum Beispiel „alle 2 Wochen am Dienstag 09:00“
cadence-word = „{ $what }“ ist nicht verständlich. Schreiben Sie zum Beispiel „alle 2 Wochen am Dienstag 09:00“, „jeden Monat am ersten Montag 09:00“ oder Cron wie „0 9 * * 2“
cadence-no-unit = Sagen Sie, wie oft: jeden Tag, jeden Werktag, jede Woche oder jeden Monat, zum Beispiel „jede Woche am Montag 10:30“
cadence-no-time = Es fehlt die Uhrzeit, etwa 09:00
cadence-time = „{ $what }“ ist keine Uhrzeit. Uhrzeiten gehen von 00:00 bis 23:59
cadence-no-weekday = Es fehlt der Wochentag, etwa „am Dienstag“
cadence-no-month-day = Es fehlt der Tag im Monat, etwa „am ersten Montag“ oder „am 15.“
cadence-month-day = Nicht jeder Monat hat einen { $what }. Nehmen Sie 1 bis 28 oder „am letzten Tag“
cadence-count = So oft geht es nicht: 1 bis { $what }
cadence-misplaced = „{ $what }“ passt nicht zum Rest
cadence-zone = Die Zeitzone „{ $what }“ gibt es nicht. Zeitzonen sehen aus wie Europe/Berlin oder UTC
cadence-cron = Die Cron-Felder stimmen nicht: { $what }. Die fünf Felder sind Minute, Stunde, Tag im Monat, Monat und Wochentag
cadence-never = Eine solche Zeit gibt es in fünf Jahren nicht

# Fragen zum Einstieg
opening-one = Woran haben Sie diese Woche gearbeitet, das jemanden von außerhalb überraschen würde?
opening-two = Was tut Ihr Team, das kaum jemand bemerkt?
opening-three = Welche Frage stellen andere Teams Ihnen am häufigsten?
opening-four = Was würden Sie zuerst in Ordnung bringen, wenn Sie eine freie Woche hätten?
opening-five = Wie sind Sie zu dem gekommen, was Sie heute tun?
opening-six = Was ist das Beste, das jemand aus einem anderen Team je für Sie getan hat?
opening-seven = Welchen Teil unserer Organisation verstehen Sie am wenigsten?
opening-eight = Was haben Sie in letzter Zeit gelernt, bei der Arbeit oder sonst?
opening-nine = Wenn etwas ausfällt, womit niemand gerechnet hat: wen rufen Sie zuerst an?
opening-ten = Auf welches Werkzeug oder welche Gewohnheit könnte Ihr Team nicht verzichten?
opening-eleven = Was hätten Sie in Ihrem ersten Monat hier gern gewusst?
opening-twelve = Welche Kleinigkeit macht Ihren Arbeitstag besser?

# Ohne Treffen, aus Gründen, die sich erst bei der Freigabe zeigen
mail-left-out-nobody = { $people ->
    [one] { $people } weitere Person war dabei, aber Sie beide konnten nicht zusammenkommen.
   *[other] { $people } andere waren dabei, aber niemand davon konnte mit Ihnen zusammenkommen.
}
mail-left-out-alone = Diesmal war sonst niemand dabei.
mail-left-out-fell-through = Es gab ein Treffen für Sie, aber es kann nicht mehr stattfinden.
mail-left-out-time-ended = Die Zeit für die Planung dieser Runde endete, bevor ein Platz für Sie gefunden war.

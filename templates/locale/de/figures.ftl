### Zahlen, Fortsetzung: wie viele dahinter stehen, wonach sie gezeigt werden, wie sie sich entwickelt haben.

## Wie viele Menschen hinter einer Zahl stehen
action-disclosure-raised = Mehr Menschen hinter einer Zahl verlangt
threshold-title = Menschen hinter einer Zahl
threshold-settings = Zahlen über Gruppen
threshold-lead = { $k ->
   *[other] Was Zahlen zeigen, und was sich daraus errechnen lässt, beruht auf mindestens { $k } Menschen.
}
threshold-now = Menschen hinter einer Zahl, mindestens
threshold-floor = Nie weniger als
threshold-floor-what = fest im Programm
threshold-next = Nächstes Quartal wird veröffentlicht am
threshold-why = Warum
threshold-why-few = Eine Zahl über drei Menschen ist eine Zahl über jeden von ihnen: Wer zwei kennt, kennt den dritten.
threshold-why-sums = Dieselbe Zahl gilt für alles, was aus mehreren Zahlen folgt: Reste von Summen, Unterschiede zwischen Quartalen, Anteile.
threshold-why-only-up = Sie lässt sich nur erhöhen. Würde sie wieder gesenkt, ließe sich aus dem nächsten Quartal ablesen, was unter der höheren Zahl zurückgehalten wurde.
threshold-more = Mehr verlangen
threshold-field = Menschen hinter einer Zahl, mindestens
threshold-hint = Eine ganze Zahl von { $least } bis { $most }. Wo viele fürchten, erkannt zu werden, sind 8 oder 10 üblich.
threshold-fault = Wählen Sie eine ganze Zahl von { $least } bis { $most }: Sie lässt sich nur erhöhen.
threshold-check = Von { $from } auf { $to } Menschen?
threshold-effect-next = { $k ->
   *[other] Ab dem nächsten Quartal stehen mindestens { $k } Menschen hinter jeder Zahl. Es wird am { $date } veröffentlicht.
}
threshold-effect-past = Veröffentlichte Quartale bleiben, wie sie sind, und nennen ihre eigene Zahl.
threshold-effect-less = Es wird weniger gezeigt: Mehr Teams werden als Abteilungen oder Bereiche gezeigt, und mehr Zahlen werden zurückgehalten.
threshold-effect-forever = Es lässt sich nicht wieder senken.
threshold-raise = { $k ->
   *[other] { $k } Menschen verlangen
}
threshold-done = { $k ->
   *[other] Ab dem nächsten Quartal stehen mindestens { $k } Menschen hinter jeder Zahl.
}
threshold-quarters = Veröffentlichte Quartale
threshold-column = Menschen hinter einer Zahl
hr-published-with = { $k ->
   *[other] Dieses Quartal wurde mit mindestens { $k } Menschen hinter jeder Zahl veröffentlicht.
}

## Wonach, und im Lauf der Zeit
hr-by = Verbindungen zeigen
hr-format-svg = Karte (SVG)
hr-map-file-words = Je größer die Scheibe, desto mehr Menschen; je breiter die Linie, desto mehr Verbindungen. Hinter jeder gezeichneten Linie stehen auf jeder Seite mindestens { $k } Menschen; Zurückgehaltenes ist nicht gezeichnet.
hr-map-caption = Weft · Verbindungen zwischen Gruppen, { $quarter } · mindestens { $k } Menschen hinter jeder Zahl
hr-trend-heading = Im Lauf der Zeit
hr-trend-hint = Die ganze Organisation nach Quartal. Die Zahl eines Quartals wird zurückgehalten, wenn ihr Unterschied zu einer früheren über zu wenige Menschen etwas sagte; dort ist die Linie unterbrochen.
hr-measure-growth = Wachstum
hr-measure-growth-how = Verbindungen der vier Quartale bis zu diesem, geteilt durch die bis zum Quartal davor, weniger eins.
hr-measure-novelty = Neue Verbindungen
hr-measure-novelty-how = Der Anteil der Verbindungen, die das Quartal davor nicht hatte.
hr-measure-churn = Verblasste Verbindungen
hr-measure-churn-how = Von den Verbindungen des Quartals davor der Anteil, deren letztes Treffen nun mehr als ein Jahr her ist.

hr-filter-all = Alles
hr-filter-programme = Programm
hr-filter-by = Gruppiert
hr-filter-nothing = Auf diesem Blatt ist nichts so gruppiert. Wählen Sie „Alles“ in einer der beiden Zeilen darüber.
hr-programme-coffee = Kaffee
hr-programme-placements = Bootcamps und Rotationen

hr-count-hours = Stunden
hr-share-interval = { $share } ({ $low }–{ $high })
hr-share-hint = In Klammern: wo ein Anteil plausibel liegt (95 %, Wilson 1927).

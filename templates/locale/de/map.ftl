### Die offene Karte der Personen, die gezeigt werden möchten.

nav-map = Offene Karte
map-title = Offene Karte
map-lead = Personen, die gezeigt werden möchten, und wer von ihnen wen getroffen hat. Alle Angemeldeten sehen dieselbe Karte.
map-own-on = Sie sind auf der Karte: Ihr Name, Ihr Team und Ihre Verbindungen zu anderen auf ihr.
map-own-off = Sie sind nicht auf der Karte: Weder Ihr Name noch eine Ihrer Verbindungen ist auf ihr.
map-own-away = Sie möchten gezeigt werden. Solange Sie abwesend sind, sind Sie nicht auf der Karte.
map-own-take-off = Mich von der Karte nehmen
map-own-show = Mich auf der Karte zeigen
map-done-on = Sie sind jetzt auf der Karte.
map-done-off = Sie sind nicht mehr auf der Karte, und Ihre Verbindungen auch nicht.
map-counts = { $people ->
    [one] { $people } Person
   *[other] { $people } Personen
} aus { $teams ->
    [one] { $teams } Team
   *[other] { $teams } Teams
}, { $ties ->
    [0] noch keine Verbindung zwischen zweien von ihnen
    [one] { $ties } Verbindung zwischen zweien von ihnen
   *[other] { $ties } Verbindungen zwischen zweien von ihnen
}
map-empty-title = Noch ist niemand auf der Karte
map-empty = Wer gezeigt werden möchte, steht sofort hier, mit den Verbindungen zu anderen, die das auch möchten.
map-drawing = Zeichnung der Karte
map-description = Jeder Punkt ist eine Person, eine Farbe und ein Kreis aus Punkten ein Team; eine Linie heißt, dass sich zwei getroffen haben. Die Tabelle darunter sagt dasselbe.
map-keys = Pfeiltasten bewegen die Karte, + und − ändern die Größe, 0 zeigt alles, Enter wählt die Person in der Mitte. Ein Klick wählt eine Person oder rückt eine leere Stelle in die Mitte.
map-zoom-in = Vergrößern
map-zoom-out = Verkleinern
map-zoom-all = Alles zeigen
map-chosen = Gewählte Person
map-chosen-none = Wählen Sie einen Punkt oder suchen Sie einen Namen: Hier stehen dann die Verbindungen der Person.
map-search = Eine Person oder ein Team auf der Karte finden
map-search-button = Suchen
map-search-clear = Alle zeigen
map-people = Personen auf der Karte
map-found = { $count ->
    [one] { $count } Person gefunden
   *[other] { $count } Personen gefunden
}
map-none-title = Niemand gefunden
map-none = Niemand auf der Karte heißt so oder ist in einem Team dieses Namens. Personen, die nicht gezeigt werden möchten, werden hier nicht gefunden.
map-person = Person
map-team = Team
map-ties = Verbindungen
map-person-lead = { $team }, auf eigenen Wunsch auf der offenen Karte
map-person-ties = Hat getroffen
map-person-none-title = Noch keine Verbindung auf der Karte
map-person-none = Eine Verbindung steht hier, wenn sich zwei getroffen haben und beide auf der Karte sein möchten.
map-person-see = Auf der Karte zeigen
map-own-link = Offene Karte aller, die gezeigt werden möchten

## Wie sehr die Menschen auf der eigenen Karte einander kennen
own-knit-loose = Die Menschen, die Sie kennen, kennen einander kaum: Sie verbinden sie.
own-knit-middle = Manche der Menschen, die Sie kennen, kennen auch einander.
own-knit-close = Die meisten Menschen, die Sie kennen, kennen auch einander. Jemand aus einer anderen Ecke wäre für alle neu.
own-knit-title = Wie das berechnet wird
own-knit-how = Aus den Verbindungen der Menschen auf Ihrer Karte: Burts constraint (1992) ist etwa { $constraint }. Würde keiner von ihnen einen anderen kennen, wäre es { $lowest }, würden es alle, { $highest }. Es wird jedes Mal neu für Sie berechnet, gerundet, ab fünf Menschen gesagt, nirgends aufbewahrt und niemand anderem gezeigt.

# Ziele: zwei Gruppen von Teams, die sich treffen sollen.

nav-targets = Ziele
action-target-set = Ziel gesetzt
action-target-ended = Ziel beendet

term-bridge = Teams, die sich treffen sollen (Ziel)
why-term-bridge = Die Organisation möchte, dass Ihre beiden Bereiche sich öfter treffen

targets-title = Ziele
targets-lead = Ein Ziel nennt zwei Gruppen von Teams, die sich öfter treffen sollen. In einem Teil der Runden zählt eine neue Verbindung zwischen beiden mehr als andere. Alle können lesen, welche Ziele gelten.
targets-empty-title = Kein Ziel
targets-empty = Ein gesetztes Ziel steht hier bis zu seinem letzten Tag und danach noch zwei Jahre.
target-new = Ein Ziel setzen
target-new-title = Ein Ziel setzen
target-lead = Was das Ziel sagt, so wie alle Teilnehmenden es lesen können.
target-column-name = Ziel
target-column-groups = Zwischen
target-column-share = Anteil
target-column-from = Erster Tag
target-column-until = Letzter Tag
target-column-state = Stand
target-made = Gesetzt
target-groups = { $a } – und { $b }
target-share-value =
    { $percent ->
       *[other] { $percent } von 100 Runden
    }
target-state-holds = gilt
target-state-coming = kommt noch
target-state-over = vorbei
target-state-ended = vorzeitig beendet

target-field-name = Name
target-field-name-hint = Alle können ihn lesen.
target-field-a = Erste Gruppe
target-field-b = Zweite Gruppe
target-field-teams-hint = Teams unterhalb eines angekreuzten Teams gehören dazu. In jeder Gruppe müssen mindestens { $least } aktive Menschen sein.
target-field-share = In wie vielen von 100 Runden
target-field-share-hint = 5 bis 50. In den anderen Runden ändert sich nichts.
target-check = Prüfen
target-set-button = Ziel setzen
target-change = Noch ändern

target-effect-share =
    { $percent ->
       *[other] In { $percent } von 100 Runden, vom { $from } bis zum { $until }, zählen neue Verbindungen zwischen den beiden Gruppen mehr.
    }
target-effect-rules = Alle Regeln gelten wie bisher: Niemand trifft sich gegen einen Wunsch, eine Abwesenheit oder eine Grenze, und die Teilnahme bleibt freiwillig.
target-effect-open = Das Ziel steht für alle auf der Seite der Programme, und wer über beide Gruppen hinweg zusammengebracht wird, liest es als einen der Gründe.

target-fault-name =
    { $most ->
       *[other] Geben Sie einen Namen mit höchstens { $most } Zeichen ein.
    }
target-fault-none = Kreuzen Sie mindestens ein Team an.
target-fault-few =
    { $least ->
       *[other] In diesen Teams sind weniger als { $least } aktive Menschen: Ein Ziel darf niemanden herausgreifen. Kreuzen Sie mehr Teams an.
    }
target-fault-overlap = Ein Team ist in beiden Gruppen, selbst oder mit dem Team darüber. Nehmen Sie es aus einer heraus.
target-fault-share =
    { $least ->
       *[other] Wählen Sie eine ganze Zahl von { $least } bis { $most }.
    }
target-fault-date = Schreiben Sie den Tag so: 2026-03-31.
target-fault-ends = Der letzte Tag muss heute oder später sein, und nicht vor dem ersten.
target-fault-long =
    { $days ->
       *[other] Ein Ziel gilt höchstens { $days } Tage. Wählen Sie einen früheren letzten Tag.
    }

target-done-set = Das Ziel ist gesetzt.
target-done-ended = Das Ziel ist beendet.
target-end-title = „{ $name }“ beenden?
target-end-lead = Ab der nächsten Runde zählen neue Verbindungen zwischen den beiden Gruppen wie alle anderen. Was geplant ist, bleibt.
target-end-over = Es ist schon beendet.
target-end-button = Ziel beenden
target-gone-title = Es ist schon beendet
target-gone = Jemand anderes hat dieses Ziel beendet, oder hier war nie eines.

targets-for-all = Was die Organisation verbinden möchte
target-for-all = { $a } – und { $b }: in { $share }, bis { $date }

## Was daraus wurde
target-rounds-label = Runden bisher
target-rounds = { $all ->
    [0] noch keine
   *[other] zählt in { $counted } von { $all }
}
target-effect = Verbindungen zwischen den beiden Gruppen
target-before = Vorher
target-now = Jetzt
target-before-word = vorher
target-since = seitdem
target-before-none = Kein Quartal, das vor Beginn des Ziels endete, ist veröffentlicht.
target-now-none = Noch ist kein Quartal veröffentlicht, das nach Beginn des Ziels endete.
target-coarser = gröber
target-tile-ties = Paare, die sich in den vier Quartalen bis Ende { $quarter } getroffen haben
target-tile-withheld = { $quarter }: Zu wenige Menschen stünden hinter der Zahl oder hinter dem, was sie über andere verriete.
target-tile-coarser = { $quarter }: Die veröffentlichte Tabelle unterscheidet diese beiden Gruppen nicht.
target-change-tile = Unterschied
target-change-more = Auch anderes ändert sich: Vergleichen Sie mit anderen Paaren von Gruppen auf der Seite „Verbindungen“.
target-course = Verbindungen zwischen den beiden Gruppen nach Quartal
target-course-drawing = Zeichnung: Verbindungen zwischen den beiden Gruppen nach Quartal
target-course-words = Ein Balken je Quartal; ein gestrichelter Rahmen, wo die Zahl nicht gezeigt wird; die gepunktete Linie steht, wo das Ziel beginnt. Die Tabelle hat dieselben Zahlen.
target-quarter-short = Q{ $number } ’{ $year }
target-column-when = Gegenüber dem Ziel
target-note-withheld =
    { $k ->
       *[other] Zurückgehalten: Hinter einer Zahl stehen auf jeder Seite mindestens { $k } Menschen, und niemand darf sich aus dem Unterschied zu einer anderen Zahl oder einem anderen Quartal erkennen lassen.
    }
target-note-coarser = Gröber: In diesem Quartal waren Teams zu klein, um einzeln gezeigt zu werden; gezeigt sind nur die Einheiten darüber.
target-note-ties =
    { $k ->
       *[other] Eine Verbindung ist ein Paar, das sich in den letzten vier Quartalen getroffen hat oder sich bekanntermaßen kennt; was ein Quartal hinzufügt, bleibt also ein Jahr. Hinter jeder gezeigten Zahl stehen auf jeder Seite mindestens { $k } Menschen.
    }

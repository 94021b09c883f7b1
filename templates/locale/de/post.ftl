# Mail, die zurückkommt, das Relay, und der Kalender unter einer geheimen Adresse.

mail-unreachable-subject = Mail an { $name } kommt zurück
mail-unreachable-preheader = An diese Adresse geht nichts mehr, bis sie in Ordnung ist.
mail-unreachable-lead = { $name } ist nicht zu erreichen: Der Mailserver sagt, dass es das Postfach nicht gibt.
mail-unreachable-about = Es war eine Mail zu { $programme }. An diese Adresse geht nichts mehr, und { $programme } lost ohne diese Person aus, bis sie wieder funktioniert.
mail-unreachable-service = Es war eine Mail von Weft selbst. An diese Adresse geht nichts mehr, bis sie wieder funktioniert.
mail-unreachable-status = Antwort des Mailservers
mail-unreachable-todo = Meist ist jemand gegangen, oder die Adresse in der Personalliste ist falsch. Eine Liste mit neuer Adresse bringt es von selbst in Ordnung; sonst genügt ein Knopfdruck der Administration.
mail-unreachable-link = Alle, die nicht zu erreichen sind
mail-footer-unreachable = Sie bekommen diese Mail, weil Sie für ein Programm oder für Weft zuständig sind und jemand nicht mehr dabei ist.
notice-kind-unreachable = Adresse, die nicht funktioniert

unreachable-title = Nicht zu erreichen
unreachable-lead = Mail an diese Adressen kam endgültig zurück. An sie geht nichts, und keine Runde lost diese Personen aus, bis die Personalliste eine andere Adresse bringt oder Sie sagen, dass die Adresse funktioniert.
unreachable-empty-title = Alle sind zu erreichen
unreachable-empty = Kommt Mail an jemanden endgültig zurück, steht die Person hier, und die zuständige Person des Programms erfährt davon.
unreachable-since = Nichts gesendet seit
unreachable-status = Antwort
unreachable-lift = Wieder schreiben
unreachable-lifted = Die Person bekommt wieder Mails, und die nächste Runde lost sie aus.
unreachable-reached = Die Person bekam schon wieder Mails.
bounces-title = Was in den letzten 30 Tagen zurückkam
bounces-meaning = Bedeutung
bounces-said = Status, oder warum es beiseitegelegt wurde
bounces-about = Ein Bericht zählt nur mit dem signierten Zeichen der Mail, um die es geht; niemand kann andere mit einem erfundenen zum Schweigen bringen.
bounce-hard = Adresse gibt es nicht
bounce-soft = Vorübergehend
bounce-aside = Beiseitegelegt
outbox-unreachable = { $n ->
    [one] Eine Person ist nicht zu erreichen
   *[other] { $n } Personen sind nicht zu erreichen
}
relay-down = Das Mail-Relay funktioniert seit { $since } nicht: { $reason }. Nachrichten warten. Der nächste Versuch ist um { $next }.
relay-down-mailbox = Das lokale Postfach funktioniert seit { $since } nicht: { $reason }. Nachrichten warten. Der nächste Versuch ist um { $next }.
relay-why-unknown = keine Antwort
status-relay = Mail-Relay
status-relay-up = Es hat die letzte Nachricht angenommen.
status-relay-todo = Sehen Sie nach dem Relay, seinem Namen und Kennwort; Nachrichten warten und gehen von selbst hinaus, wenn es wieder funktioniert.
person-unreachable = Nicht zu erreichen seit { $date }
person-reach = Wieder schreiben
action-person-unreachable = Adresse funktioniert nicht
action-person-reachable = Wieder angeschrieben
action-calendar-address-made = Kalenderadresse angelegt
action-calendar-address-revoked = Kalenderadresse widerrufen

feed-title = Mein Kalender
feed-lead = Ihre eigenen Termine aus Weft in Ihrem Kalender, von selbst auf dem neuesten Stand.
feed-address = Ihre Adresse
feed-address-once = Diese Adresse wird einmal gezeigt. Kopieren Sie sie jetzt; geht sie verloren, legen Sie eine neue an.
feed-copy = Adresse kopieren
feed-copied = Kopiert
feed-subscribe = In meinem Kalender öffnen
feed-how = In Outlook: Kalender hinzufügen, Aus dem Internet abonnieren. In Google Kalender: Weitere Kalender, Per URL. In Apple Kalender: Ablage, Neues Kalenderabonnement.
feed-is = Es gibt eine Adresse seit { $date }. Sie wird nicht noch einmal gezeigt.
feed-shows-title = Was er zeigt
feed-shows-meetings = Kaffeetreffen, mit Namen und Teams der anderen
feed-shows-stays = Ihre Stationen und Rotationen, und Gäste, um die Sie sich kümmern
feed-shows-draws = wann die Gruppen Ihrer nächsten Runden ausgelost werden
feed-secret = Wer die Adresse hat, kann diese Termine ohne Anmeldung lesen. Sie zeigt keine Mailadressen, und sie endet, wenn Sie sie widerrufen oder gehen.
feed-make = Adresse anlegen
feed-renew = Neue Adresse anlegen
feed-revoke = Widerrufen
feed-renew-about = Eine neue Adresse oder der Widerruf beendet die jetzige sofort: Kalender, die sie lesen, behalten, was sie haben, und bekommen nichts mehr.
feed-revoked = Die Adresse öffnet nichts mehr.
feed-name = Weft bei { $organisation }
feed-meeting = Kaffee mit { $names }
feed-meeting-about = { $programme }. Sie treffen { $names }.
feed-stay = Bei { $team }
feed-guest = Gast: { $name } ({ $team })
feed-ended = { $what } (vorzeitig beendet)
feed-stay-about = { $programme }. Ansprechperson: { $host }.
feed-draw = { $programme }: Gruppen werden ausgelost
feed-draw-about = Bis dahin können Sie diese Runde auslassen, pausieren oder Ihre Wünsche ändern.
mine-calendar = Mein Kalender
mine-calendar-what = Eine geheime Adresse, unter der Ihr Kalender Ihre eigenen Termine liest.
mine-calendar-button = Termine in meinem Kalender

### Der Rahmen der Seiten, Fehler, Anmeldung, Konto, Einstellungen, Datenschutz.

title-error = Fehler:
skip-to-content = Zum Inhalt
nav-label = Seiten
menu = Menü
menu-close = Menü schließen
sign-out = Abmelden
change = Ändern
cancel = Abbrechen
problems-title = Da stimmt etwas nicht
pages-label = Seiten dieser Liste
pages-before = ← Neuere
pages-after = Ältere →
footer-privacy = Datenschutz
theme-label = Farben
theme-device = Wie das Gerät
theme-light = Hell
theme-dark = Dunkel

nav-group-own = Sie
nav-group-rounds = Runden
nav-group-roster = Verzeichnis
nav-group-service = Betrieb
nav-home = Start
nav-programmes = Programme
nav-history = Ihre Begegnungen
nav-preferences = Vorlieben
nav-rather-not = Lieber nicht
nav-mailbox = Mails an Sie
nav-account = Meine Daten
nav-admin-programmes = Programme verwalten
nav-runs = Läufe
nav-capacity = Kapazität der Teams
nav-people = Personen
nav-teams = Teams
nav-import = Import
nav-outbox = Postausgang
nav-local-mailbox = Lokales Postfach
nav-audit = Protokoll
nav-health = Zustand
nav-settings = Einstellungen

banner-paused-title = Der Versand ist angehalten.
banner-paused = Nachrichten warten im Postausgang, bis jemand den Versand wieder startet. Anmelde-Mails gehen weiter hinaus.
banner-paused-link = Ansehen
banner-mailbox-title = Mails bleiben hier
banner-mailbox = Es ist kein Mailserver eingerichtet: Mails bleiben hier und erreichen niemanden draußen.
banner-mailbox-link = Postfach öffnen

error-way-home = Zur Startseite
error-way-sign-in = Anmelden
error-not-found-title = Diese Seite gibt es nicht
error-not-found = Vielleicht ist die Adresse vertippt, oder was sie zeigte, ist weg oder nicht für Sie bestimmt.
error-forbidden-title = Diese Seite ist nicht für Sie freigegeben
error-forbidden = Ihre Rollen umfassen sie nicht. Wenn Sie sie brauchen, fragen Sie die Administration Ihrer Organisation.
error-cross-site-title = Dieses Formular kam von einer anderen Website
error-cross-site = Es wurde nichts geändert. Öffnen Sie die Seite hier und senden Sie das Formular noch einmal.
error-method-title = So lässt sich diese Adresse nicht benutzen
error-method = Es wurde nichts geändert. Bitte benutzen Sie die Knöpfe der Seite.
error-stale-title = Jemand war schneller
error-stale = Was Sie ändern wollten, hat sich inzwischen geändert; deshalb wurde nichts getan. Sehen Sie nach, wie es jetzt steht.
error-expired-link-title = Dieser Link ist abgelaufen
error-expired-link = Links in Mails gelten nur eine Zeit lang. Alles, wohin sie führen, finden Sie auf Ihrer Startseite.
error-broken-link-title = Dieser Link ist nicht vollständig
error-broken-link = Vielleicht wurde er in der Mail abgeschnitten. Kopieren Sie den ganzen Link oder öffnen Sie Ihre Startseite.
error-too-large-title = Das ist zu viel für diese Seite
error-too-large = Es wurde nichts gespeichert. Diese Seite nimmt höchstens { $limit } KB auf einmal an.
error-unreadable-title = Das Formular war nicht lesbar
error-unreadable = Es wurde nichts geändert. Öffnen Sie die Seite neu und senden Sie ihr Formular.
error-too-often-title = Zu viele Versuche
error-too-often =
    { $minutes ->
        [one] Bitte warten Sie eine Minute und versuchen Sie es dann wieder.
       *[other] Bitte warten Sie { $minutes } Minuten und versuchen Sie es dann wieder.
    }
error-timeout-title = Das hat zu lange gedauert
error-timeout = Die Seite wurde abgebrochen, bevor sie fertig war. Ein gesendetes Formular ist wahrscheinlich nicht gespeichert: Öffnen Sie die Seite neu und sehen Sie nach, bevor Sie es noch einmal senden.
error-away-title = Weft erreicht seine Daten gerade nicht
error-away = Von dieser Anfrage wurde nichts gespeichert. Die Störung ist für die Betreiber notiert; versuchen Sie es in einer Minute noch einmal.
error-unsure = Die Verbindung ging genau beim Speichern verloren. Vielleicht ist es gespeichert, vielleicht nicht: Öffnen Sie die Seite neu und sehen Sie nach, bevor Sie es noch einmal senden.
error-internal-title = Bei uns ist etwas schiefgegangen
error-internal = Von dieser Anfrage wurde nichts gespeichert. Der Fehler ist für die Betreiber notiert; versuchen Sie es gleich noch einmal.

role-participant = Teilnehmende
role-lead = Teamleitung
role-coordinator = Koordination
role-hr = HR
role-admin = Administration
role-auditor = Revision

privacy-title = Was Weft speichert, und wer es sieht
privacy-lead = Weft bringt Menschen von { $organisation } zusammen. Es speichert, was es dafür braucht, zeigt es so wenigen wie möglich und sagt Ihnen, wer hingesehen hat.
privacy-roles-heading = Wer was sieht
privacy-role = Rolle
privacy-sees = Sieht
privacy-never = Sieht nie
privacy-participant-sees = Das eigene Profil, eigene Begegnungen und Gründe; die Menschen, mit denen man verbunden wird; wer die eigenen Daten angesehen hat; die offene Karte; Zahlen über Gruppen, und wie oft sie geöffnet werden
privacy-participant-never = Vorlieben, Lieber-nicht-Listen und Rückmeldungen anderer
privacy-lead-sees = Was das eigene Team leisten kann, und wer wann zu Gast ist
privacy-lead-never = Wer abgelehnt hat, und Kaffeegruppen
privacy-coordinator-sees = Listen und Kalender von Bootcamps und Rotationen; Probleme der Zustellung
privacy-coordinator-never = Kaffeegruppen und Lieber-nicht-Listen
privacy-hr-sees = Die Zahlen über Gruppen ab fünf Personen, die alle lesen dürfen; die offene Karte, wie alle
privacy-hr-never = Namen, Teilnahme Einzelner, ausgelassene Runden, Personen ohne Kontakte
privacy-admin-sees = Konfiguration, Zustände von Läufen und Mails, Unzustellbares
privacy-admin-never = Rückmeldungen und Lieber-nicht-Listen
privacy-auditor-sees = Das Protokoll, die Geschichte der Konfiguration und die Papiere zum Datenschutz
privacy-auditor-never = Persönliche Inhalte
privacy-kept-heading = Was gespeichert wird, und wie lange
privacy-kept-directory = Was das Verzeichnis sagt
privacy-kept-directory-how = Name, Adresse, Team, Vorgesetzte, Standort, Beginn: solange Sie im Verzeichnis stehen, und { $leavers } Tage, nachdem Sie ausscheiden.
privacy-kept-files = Hochgeladene Listen von Personen
privacy-kept-files-how = { $files } Tage nach dem Hochladen.
privacy-kept-views = Wer Ihre Daten angesehen hat, und wann Sie Zahlen geöffnet haben
privacy-kept-views-how = { $views } Tage.
privacy-kept-figures = Wer hinter Zahlen stand
privacy-kept-figures-how = Mit internen Nummern, solange es Zahlen gibt: Spätere Quartale dürfen nicht von früheren abgezogen werden. Niemand sieht es.
privacy-kept-profile = Ihr Profil
privacy-kept-profile-how = Bis Sie es ändern oder löschen, spätestens { $leavers } Tage, nachdem Sie ausscheiden.
privacy-kept-history = Begegnungen
privacy-kept-history-how = Solange Sie im Verzeichnis stehen, damit Ihnen niemand zweimal vorgestellt wird, und { $leavers } Tage, nachdem Sie ausscheiden. Danach, oder wenn Sie Ihre Daten löschen, bleiben Begegnungen als Zahlen ohne Sie.
privacy-kept-mails = Mails an Sie
privacy-kept-mails-how = Text, Betreff und Adresse { $mails } Tage lang, damit Sie sehen können, was gesendet wurde, oder bis Sie Ihre Daten löschen. Dass eine Mail gesendet wurde, bleibt, ohne diese.
privacy-kept-sign-in = Anmeldung
privacy-kept-sign-in-how = Eine Sitzung endet nach 12 Stunden ohne Benutzung, spätestens nach 14 Tagen. Von Links, Codes und Sitzungen werden nur Fingerabdrücke gespeichert.
privacy-kept-audit = Protokoll
privacy-kept-audit-how = Was entschieden wurde und von wem, mit internen Nummern, ohne Namen und Adressen.
privacy-promises-heading = Worauf Sie sich verlassen können
privacy-promise-links = Ein Link in einer Mail ändert nichts, wenn er geöffnet wird: Er zeigt eine Seite mit einem Knopf.
privacy-promise-rather-not = Ihre Lieber-nicht-Liste gehört nur Ihnen. Sie wirkt still, in beide Richtungen, und steht in keinem Bericht.
privacy-promise-groups = Keine Zahl über weniger als fünf Personen wird irgendwem gezeigt.
privacy-promise-map = Auf der offenen Karte stehen Sie nur, wenn Sie das möchten: mit Namen, Team und Ihren Verbindungen zu anderen, die das auch möchten. Alle Angemeldeten sehen dieselbe Karte, auch HR. Mit einem Knopf nehmen Sie sich heraus, und schon die nächste Antwort ist ohne Sie.
privacy-promise-looked = Wer Ihre Daten ansieht, steht auf Ihrer Seite „Meine Daten“.
privacy-promise-third = Die Seiten laden nichts von anderen Websites, und niemand sonst zählt Ihre Besuche.
privacy-contact-heading = Fragen
privacy-contact = Schreiben Sie an { $address } oder fragen Sie die Administration Ihrer Organisation.

papers-title = Papiere zum Datenschutz
papers-lead = Was diese Version speichert, wozu, wer es sieht und wie lange. Ihre Tabellen werden am Programm geprüft. Sie sind auf Englisch.
paper-dpia = Folgenabschätzung (Vorlage, Markdown)
paper-works-agreement = Anlage zu einer Betriebsvereinbarung (Vorlage, Markdown)
paper-privacy = Was Weft über Menschen weiß (Markdown)
paper-head = { $organisation }, { $date }, Weft { $version }. Hinter jeder Zahl kommender Quartale stehen mindestens { $k } Personen; { $quarters ->
    [one] ein Quartal ist
   *[other] { $quarters } Quartale sind
} veröffentlicht.

## Anmelden

sign-in-title = Anmelden
sign-in-lead = Wir senden Ihnen einen Link und einen Code. Ein Passwort gibt es nicht.
sign-in-address = Ihre dienstliche Adresse
sign-in-address-hint = Die, unter der Ihre Organisation Sie kennt
sign-in-address-wrong = Geben Sie eine Adresse wie ada@example.org ein
sign-in-button = Anmelde-Mail senden
sign-in-button-go = Zur Anmeldung
sign-in-out = Sie sind abgemeldet.
sign-in-sees-title = Was HR sehen kann und was nicht
sign-in-sees = Kann sehen
sign-in-sees-what = Zahlen über Gruppen ab fünf Personen: wie viele teilnehmen, welche Teams verbunden sind.
sign-in-never = Kann nicht sehen
sign-in-never-what = Wen Sie treffen, was Sie antworten, welche Runden Sie auslassen, und Ihre Lieber-nicht-Liste.
sign-in-privacy = Alles zum Datenschutz
sign-in-sent-title = Sehen Sie in Ihre Mail
sign-in-sent-lead = Wenn { $address } hier jemandem gehört, ist eine Mail unterwegs. Link und Code darin gelten einmal, { $minutes } Minuten lang.
sign-in-code = Code aus der Mail
sign-in-code-hint = Sechs Ziffern. Oder öffnen Sie den Link der Mail, auf einem beliebigen Gerät.
sign-in-code-button = Anmelden
sign-in-code-digits = Geben Sie die sechs Ziffern aus der Mail ein
sign-in-code-wrong = { $left ->
    [one] Das ist nicht der Code aus der Mail. Sie können es noch einmal versuchen.
   *[other] Das ist nicht der Code aus der Mail. Sie können es noch { $left }-mal versuchen.
}
sign-in-nothing = Keine Mail angekommen?
sign-in-nothing-what = Warten Sie eine Minute und sehen Sie in den Spam-Ordner. An eine Adresse, die Ihre Organisation nicht kennt, wird nichts gesendet.
sign-in-send-again = Noch einmal senden
sign-in-other-address = Andere Adresse
sign-in-confirm-title = Als { $name } anmelden?
sign-in-confirm-lead = Drücken Sie den Knopf nur, wenn Sie diese Mail selbst angefordert haben.
sign-in-printed-lead = Dieser Link wurde auf der Befehlszeile gemacht, ohne Mail. Drücken Sie den Knopf nur, wenn Sie ihn von jemandem haben, der Weft betreibt.
sign-in-printed-when = Gemacht am
sign-in-confirm-device = Angefordert mit
sign-in-confirm-when = Angefordert am
sign-in-confirm-here = Sie benutzen
sign-in-confirm-button = Hier anmelden
sign-in-confirm-not-me = Das war ich nicht
sign-in-again-title = Neue Mail anfordern
sign-in-again-expired = Dieser Link ist abgelaufen: Links gelten eine Viertelstunde. Drücken Sie den Knopf, dann kommt ein neuer.
sign-in-again-used = Dieser Link wurde schon benutzt: Jeder gilt einmal. Drücken Sie den Knopf, dann kommt ein neuer.
sign-in-again-code = Dieser Code gilt nicht mehr: Er ist abgelaufen, wurde benutzt oder zu oft versucht. Drücken Sie den Knopf, dann kommt ein neuer.

## Einrichten

set-up-title = Willkommen bei Weft
set-up-lead = Noch steht niemand im Verzeichnis. Drei Schritte auf dem Rechner, auf dem Weft läuft, und Sie sind drin.
set-up-roster = 1. Verzeichnis einlesen
set-up-roster-what = Eine CSV-Datei mit Name, Adresse, Team und Vorgesetzten. Sie sehen, was sich ändern würde, bevor etwas geschrieben wird.
set-up-admin = 2. Sich selbst zur Administration machen
set-up-admin-what = Mit einer Adresse aus dem Verzeichnis:
set-up-sign-in = 3. Anmelden
set-up-sign-in-what = Unter { $address }, mit derselben Adresse.
set-up-next = Was dann kommt
set-up-next-mail = Senden Sie aus den Einstellungen eine Test-Mail. Ohne Mailserver bleiben Mails im lokalen Postfach.
set-up-next-programme = Legen Sie ein Kaffeeprogramm an, in Worten: „alle 2 Wochen am Dienstag 09:00“.
set-up-next-roles = Geben Sie denen Rollen, die Ihnen helfen.
set-up-demo = Nur zum Umsehen? Eine erfundene Organisation mit einem Jahr voller Runden:

## Meine Daten

language-own-name = Deutsch
save = Speichern
mine-title = Meine Daten
mine-lead = Alles, was Weft über Sie gespeichert hat, wer es angesehen hat, und wie Sie es mitnehmen oder löschen lassen.
mine-directory = Was das Verzeichnis sagt
mine-directory-what = Das kommt aus dem Verzeichnis Ihrer Organisation. Wenn etwas falsch ist, lassen Sie es dort ändern.
mine-name = Name
mine-address = Adresse
mine-team = Team
mine-manager = Vorgesetzt
mine-site = Standort
mine-starts-on = Hier seit
mine-roles = Rollen
mine-held = Was Weft hinzugefügt hat
mine-count-programmes = Programme, an denen Sie teilnehmen
mine-count-groups = Begegnungen, die Ihnen gemeldet wurden
mine-count-ties = Menschen, von denen es weiß, dass Sie sie kennen
mine-count-rather-nots = Namen auf Ihrer Lieber-nicht-Liste
mine-count-mails = Mails an Sie
mine-download = Alles herunterladen (JSON)
mine-download-csv = Begegnungen herunterladen (CSV)
mine-see-mails = Mails ansehen
mine-looked = Wer hingesehen hat
mine-looked-when = Wann
mine-looked-who = Wer
mine-looked-what = Was
mine-looked-empty-title = Niemand hat Ihre Daten angesehen.
mine-looked-empty = Wenn es jemand tut, steht es hier mit Tag und Rolle.
view-by-admin = Administration
view-of-mail = Eine Mail an Sie, im lokalen Postfach
view-of-data = Ihre Daten
mine-locale = Sprache und Zeitzone
mine-locale-saved = Gespeichert. Seiten und Mails richten sich ab jetzt danach.
mine-language = Sprache der Seiten und Mails
mine-language-wrong = Wählen Sie eine der Sprachen
mine-zone = Zeitzone
mine-zone-hint = Region und Stadt, zum Beispiel Europe/Berlin oder America/New_York
mine-zone-wrong = Geben Sie eine Zeitzone wie Europe/Berlin ein
mine-sessions = Wo Sie angemeldet sind
mine-session-device = Gerät
mine-session-since = Seit
mine-session-used = Zuletzt benutzt
mine-session-here = dieses hier
mine-session-end = Abmelden
mine-session-end-others = Überall sonst abmelden
mine-session-ended = Dort abgemeldet.
mine-erase = Meine Daten löschen
mine-erase-what = Sie verlassen alle Programme; Ihr Profil, Ihre Listen und Mails werden gelöscht. Begegnungen bleiben als Zahlen ohne Ihren Namen.
mine-erase-button = Meine Daten löschen …
mine-last-admin-title = Sie sind die letzte Person in der Administration
mine-last-admin = Geben Sie zuerst jemand anderem die Rolle; sonst könnte niemand mehr Weft betreiben. Es wurde nichts gelöscht.

erase-title = Meine Daten löschen
erase-lead = Das lässt sich nicht rückgängig machen. Es geschieht sofort.
erase-gone = Was gelöscht wird
erase-gone-profile = Ihr Name, Adresse, Standort, Vorgesetzte und Anfangsdatum, Ihr Profil und Ihre Pausen
erase-gone-rather-nots = { $n ->
    [0] Ihre Lieber-nicht-Liste, die leer ist
    [one] Ihre Lieber-nicht-Liste mit einem Namen
   *[other] Ihre Lieber-nicht-Liste mit { $n } Namen
}
erase-gone-programmes = { $n ->
    [0] Sie nehmen an keinem Programm teil; es gibt keines zu verlassen
    [one] Ihre Teilnahme an einem Programm
   *[other] Ihre Teilnahme an { $n } Programmen
}
erase-gone-mails = { $n ->
    [0] Keine Mails: Es wurden keine an Sie gesendet
    [one] Die eine Mail, die für Sie aufbewahrt ist
   *[other] Die { $n } Mails, die für Sie aufbewahrt sind
}
erase-gone-waiting = { $n ->
    [one] Eine Nachricht, die gerade an Sie gesendet werden sollte, wird zurückgezogen
   *[other] { $n } Nachrichten, die gerade an Sie gesendet werden sollten, werden zurückgezogen
}
erase-gone-sessions = { $n ->
    [one] Ihre eine Sitzung: Sie werden abgemeldet
   *[other] Ihre { $n } Sitzungen: Sie werden überall abgemeldet
}
erase-stays = Was bleibt, ohne Ihren Namen
erase-stays-groups = { $n ->
    [0] Keine Begegnungen
    [one] Eine Begegnung, als Zahl
   *[other] { $n } Begegnungen, als Zahlen
}
erase-stays-ties = { $n ->
    [0] Keine Verbindungen zwischen Menschen
    [one] Eine Verbindung zwischen Menschen, als Zahl
   *[other] { $n } Verbindungen zwischen Menschen, als Zahlen
}
erase-stays-audit = Eine Zeile im Protokoll, dass jemandes Daten gelöscht wurden, mit einer internen Nummer
erase-open-groups = { $n ->
    [one] Sie sind in einer offenen Begegnung. Den anderen wird gesagt, dass sie nicht mit Ihnen stattfindet.
   *[other] Sie sind in { $n } offenen Begegnungen. Den anderen wird gesagt, dass sie nicht mit Ihnen stattfinden.
}
erase-owned = { $n ->
    [one] Ihnen gehört ein Programm. Jemand anderes sollte es vorher übernehmen.
   *[other] Ihnen gehören { $n } Programme. Jemand anderes sollte sie vorher übernehmen.
}
erase-first = Vielleicht möchten Sie vorher eine Kopie behalten:
erase-word = löschen
erase-typed = Tippen Sie zur Bestätigung „{ $word }“
erase-typed-wrong = Tippen Sie „{ $word }“, um zu bestätigen
erase-button = Meine Daten jetzt löschen
erased-title = Ihre Daten sind gelöscht
erased-lead = Sie sind abgemeldet. Es wird Ihnen nichts mehr gesendet.
erased-again = Wenn Ihre Organisation Sie im Verzeichnis behält, können Sie später als neue Person wiederkommen: ohne Geschichte und in keinem Programm.

## Mails

mailbox-title = Mails an Sie
mailbox-lead = Jede Mail, die Weft Ihnen gesendet hat, so wie sie gesendet wurde.
mailbox-all-title = Lokales Postfach
mailbox-all-lead = Mails, die hinausgegangen wären, so wie sie angekommen wären. Wenn Sie die Mail einer anderen Person öffnen, steht das auf deren Seite „Meine Daten“.
mailbox-empty-title = Noch keine Mails.
mailbox-empty = Eine Mail erscheint hier wenige Sekunden, nachdem sie gesendet wurde.
mailbox-to = An { $address }
mailbox-from = von { $address }
mailbox-attached = Angehängt
mailbox-text = Als reiner Text
mailbox-headers = Kopfzeilen
mailbox-choose = Wählen Sie eine Mail aus der Liste.
mailbox-sign-in = Damit meldet sich jemand an. Nur diese Person kann sie öffnen.
mailbox-closed = Diese Mail ist an jemand anderen. Wenn Sie sie öffnen, sieht die Person auf ihrer Seite „Meine Daten“, dass und wann es jemand aus der Administration getan hat.
mailbox-open = Öffnen

## Einstellungen und Rollen

settings-title = Einstellungen
settings-lead = Was diese Installation ist, wie ihre Mails hinausgehen, und wer was darf.
settings-sending = Versand
settings-sending-on = Mails gehen hinaus
settings-sending-paused = Der Versand ist angehalten
settings-since = seit
settings-sending-pause = Allen Versand anhalten
settings-sending-resume = Versand wieder starten
settings-installation = Installation
settings-installation-what = In der Konfigurationsdatei oder der Umgebung festgelegt; eine Änderung braucht einen Neustart.
settings-organisation = Organisation
settings-base-url = Adresse des Dienstes
settings-zone = Zeitzone
settings-engine = Datenbank
settings-mail = Mail
settings-mail-way = Mails gehen
settings-mail-local = in das lokale Postfach
settings-mail-relay = über einen Mailserver
settings-mail-from = Absender
settings-test = Test-Mail an mich senden
settings-test-sent = Eine Test-Mail an { $address } ist unterwegs.
settings-roles-granted = Vergebene Rollen
settings-admins = { $n ->
    [one] Eine Person
   *[other] { $n } Personen
}
sending-pause-title = Allen Versand anhalten?
sending-pause-lead = Keine Mail geht hinaus, bis jemand den Versand wieder startet.
sending-waiting-stay = { $n ->
    [0] Gerade wartet keine Nachricht
    [one] Eine Nachricht, die wartet, bleibt liegen
   *[other] { $n } Nachrichten, die warten, bleiben liegen
}
sending-in-hand = { $n ->
    [0] Gerade wird keine Mail übergeben
    [one] Eine Mail, die gerade übergeben wird, wird fertig
   *[other] { $n } Mails, die gerade übergeben werden, werden fertig
}
sending-rounds-go-on = Runden laufen weiter: Was jetzt freigegeben wird, wird gemeldet, sobald der Versand wieder läuft
sending-sign-in = Anmelde-Mails gehen weiter hinaus, damit niemand ausgesperrt ist
sending-resume-title = Versand wieder starten?
sending-resume-lead = Alles, was gewartet hat, geht sofort hinaus.
sending-waiting-go = { $n ->
    [0] Keine Nachricht wartet
    [one] Eine wartende Nachricht geht hinaus
   *[other] { $n } wartende Nachrichten gehen hinaus
}
sending-late = Was inzwischen sinnlos geworden ist, wird nicht gesendet: Nachrichten wissen, bis wann sie sinnvoll sind

roles-title = Rollen
roles-lead = Alle im Verzeichnis nehmen teil. Diese Personen dürfen mehr; jede Änderung steht im Protokoll.
roles-empty-title = Noch hat niemand eine Rolle.
roles-empty = Vergeben Sie unten die erste.
roles-grant = Rolle vergeben
roles-grant-button = Rolle vergeben
roles-address-hint = Von jemandem aus dem Verzeichnis
roles-no-person = Niemand im Verzeichnis hat diese Adresse
roles-revoke = Entziehen
roles-granted = Die Rolle ist vergeben.
roles-revoked = Die Rolle ist entzogen.
roles-last-admin-title = Das ist die letzte Person in der Administration
roles-last-admin = Geben Sie zuerst jemand anderem die Rolle; sonst könnte niemand mehr Weft betreiben. Es wurde nichts geändert.
roles-privacy = Was jede Rolle sieht und nie sieht

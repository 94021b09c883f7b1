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
nav-admin-programmes = Programme
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
banner-mailbox-title = Lokales Postfach.
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
error-timeout = Die Seite wurde abgebrochen, bevor sie fertig war; es wurde nichts gespeichert. Versuchen Sie es gleich noch einmal.
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
privacy-participant-sees = Das eigene Profil, eigene Begegnungen und Gründe; die Menschen, mit denen man verbunden wird; wer die eigenen Daten angesehen hat
privacy-participant-never = Vorlieben, Lieber-nicht-Listen und Rückmeldungen anderer
privacy-lead-sees = Was das eigene Team leisten kann, und wer wann zu Gast ist
privacy-lead-never = Wer abgelehnt hat, und Kaffeegruppen
privacy-coordinator-sees = Listen und Kalender von Bootcamps und Rotationen; Probleme der Zustellung
privacy-coordinator-never = Kaffeegruppen und Lieber-nicht-Listen
privacy-hr-sees = Zahlen über Gruppen von mindestens fünf Personen
privacy-hr-never = Namen, Teilnahme Einzelner, ausgelassene Runden, Personen ohne Kontakte
privacy-admin-sees = Konfiguration, Zustände von Läufen und Mails, Unzustellbares
privacy-admin-never = Rückmeldungen und Lieber-nicht-Listen
privacy-auditor-sees = Das Protokoll und die Geschichte der Konfiguration
privacy-auditor-never = Persönliche Inhalte
privacy-kept-heading = Was gespeichert wird, und wie lange
privacy-kept-profile = Ihr Profil
privacy-kept-profile-how = Bis Sie es löschen oder ausscheiden. Sie können es jederzeit ändern.
privacy-kept-history = Begegnungen
privacy-kept-history-how = Solange Sie im Verzeichnis stehen, damit Ihnen niemand zweimal vorgestellt wird. Wenn Sie Ihre Daten löschen, bleiben Begegnungen als Zahlen ohne Sie.
privacy-kept-mails = Mails an Sie
privacy-kept-mails-how = Solange Sie im Verzeichnis stehen, damit Sie sehen können, was gesendet wurde. Sie werden mit Ihren Daten gelöscht.
privacy-kept-sign-in = Anmeldung
privacy-kept-sign-in-how = Eine Sitzung endet nach 12 Stunden ohne Benutzung, spätestens nach 14 Tagen. Von Links, Codes und Sitzungen werden nur Fingerabdrücke gespeichert.
privacy-kept-audit = Protokoll
privacy-kept-audit-how = Was entschieden wurde und von wem, mit internen Nummern, ohne Namen und Adressen.
privacy-promises-heading = Worauf Sie sich verlassen können
privacy-promise-links = Ein Link in einer Mail ändert nichts, wenn er geöffnet wird: Er zeigt eine Seite mit einem Knopf.
privacy-promise-rather-not = Ihre Lieber-nicht-Liste gehört nur Ihnen. Sie wirkt still, in beide Richtungen, und steht in keinem Bericht.
privacy-promise-groups = HR sieht keine Zahl über weniger als fünf Personen.
privacy-promise-looked = Wer Ihre Daten ansieht, steht auf Ihrer Seite „Meine Daten“.
privacy-promise-third = Die Seiten laden nichts von anderen Websites, und niemand sonst zählt Ihre Besuche.
privacy-contact-heading = Fragen
privacy-contact = Schreiben Sie an { $address } oder fragen Sie die Administration Ihrer Organisation.

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

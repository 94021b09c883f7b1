### Das Verzeichnis der Kapazität: was Teams erübrigen können, wer es nutzt, die Anfrage an Teams, und der Anteil der Kaffeerunden.

## Anteil der Kaffeerunden
mail-left-out-no-time = { $team } hat in der Woche der Auslosung keine Zeit für Kaffee, darum wurde niemand aus dem Team ausgelost.
left-out-reason-no-time = Ihr Team hatte in der Woche der Auslosung keine Zeit übrig.
left-out-team-without-time = Ihr Team hatte in dieser Woche keine Zeit übrig

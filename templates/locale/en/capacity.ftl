### The capacity ledger: what teams can spare, who takes it, asking teams, and coffee's share.

## Coffee's share
mail-left-out-no-time = { $team } has no time for coffee in the week of the draw, so nobody of the team was drawn.
left-out-reason-no-time = Your team had no time to spare in the week of the draw.
left-out-team-without-time = Their team had no time to spare that week

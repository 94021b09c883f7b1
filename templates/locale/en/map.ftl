### The open map of persons who chose to be shown.

nav-map = Open map
map-title = Open map
map-lead = Persons who chose to be shown, and who of them has met whom. Everybody signed in sees the same map.
map-own-on = You are on the map: your name, your team and your ties to others on it.
map-own-off = You are not on the map: neither your name nor a tie of yours is on it.
map-own-away = You chose to be shown. While you are away you are not on the map.
map-own-take-off = Take me off the map
map-own-show = Show me on the map
map-done-on = You are on the map now.
map-done-off = You are off the map, and your ties with you.
map-counts = { $people ->
    [one] { $people } person
   *[other] { $people } people
} of { $teams ->
    [one] { $teams } team
   *[other] { $teams } teams
}, { $ties ->
    [0] no tie between two of them yet
    [one] { $ties } tie between two of them
   *[other] { $ties } ties between two of them
}
map-empty-title = Nobody is on the map yet
map-empty = Whoever chooses to be shown is here at once, with their ties to others who did the same.
map-drawing = Drawing of the map
map-description = Each dot is a person, a colour and a circle of dots a team; a line means that the two have met. The table below says the same.
map-keys = Arrow keys move the map, + and − zoom, 0 shows all of it, Enter chooses the person in the middle. A click chooses a person or, on an empty place, moves it to the middle.
map-zoom-in = Zoom in
map-zoom-out = Zoom out
map-zoom-all = Show all
map-chosen = Chosen person
map-chosen-none = Choose a dot, or search for a name: the person's ties are listed here.
map-search = Find a person or a team on the map
map-search-button = Search
map-search-clear = Show everybody
map-people = People on the map
map-found = { $count ->
    [one] { $count } person found
   *[other] { $count } people found
}
map-none-title = Nobody found
map-none = Nobody on the map has this name or is in a team of this name. Persons who did not choose to be shown are not found here.
map-person = Person
map-team = Team
map-ties = Ties
map-person-lead = { $team }, on the open map by their own choice
map-person-ties = Has met
map-person-none-title = No tie on the map yet
map-person-none = A tie shows here when the two have met and both chose to be on the map.
map-person-see = See on the map
map-own-link = Open map of everybody who chose to be shown

## How much the people on one's own map know each other
own-knit-loose = The people you know hardly know each other: you connect them.
own-knit-middle = Some of the people you know also know each other.
own-knit-close = Most of the people you know also know each other. Somebody from another corner would be new to all of them.
own-knit-title = How this is computed
own-knit-how = From the ties of the people on your map: Burt’s constraint (1992) is about { $constraint }. It would be { $lowest } if none of them knew another, and { $highest } if all of them did. It is computed anew for you each time, rounded, said from five people on, kept nowhere and shown to nobody else.

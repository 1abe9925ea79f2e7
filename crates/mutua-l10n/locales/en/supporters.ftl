# The support team: who stands on it, what flows, keeping in touch, contacts that a circle reads.

team-title = Your support team
team-link = See who stands by you, and by whom you stand
team-lead = The people you lean on, and who lean on you: friends, family, professionals, mentors. Whether they are here or not.
team-untold = Whoever stands here isn’t told and can’t see it.
team-add = Add someone
team-add-lead = Think of one person. You can say more about them later.
team-add-button = Add to the team
team-empty-title = Who stands by you?
team-empty = Begin with one person whom you could call. It helps to have seen them written down before a day is hard.
team-import-link = From your phone’s contacts
team-picture = Your team, drawn
team-picture-more = You in the middle, the others around. A line to you is what they give you, a dashed line to them is what you give them; the signs on it are the kinds. The table below says the same.
team-you = You
team-key-gives = what they give you
team-key-receives = what you give them
team-left-out = { $count ->
    [one] One more stands in the table below.
   *[other] { $count } more stand in the table below.
}
team-gaps = What nobody gives you yet
team-gaps-lead = Nobody has everything covered. But it is easier to look for someone before you need them.
team-gap-practical = Nobody yet for practical help
team-gap-emotional = Nobody yet for emotional support
team-gap-economic = Nobody yet for economic help
team-gap-ecological = Nobody yet for the place you share
team-gap-moral = Nobody yet for moral support
team-gap-ask = Ask your circle
team-gap-think = Think of someone
team-gap-offers = See what is offered
team-gap-keep = Keep it as a need
team-who = Who stands on it
team-table = Who stands on it, what they are, what they give you and what you give them, and when you were last in touch
team-gives = They give you
team-receives = You give them
team-last = Last in touch
team-flows = By kind
team-flows-give = Give it to you
team-flows-receive = Get it from you
team-shared-with = shared with { $circle }
team-export = Take the team along as contacts
team-export-hint = A file (vCard) with names, ways to reach and notes, for your phone. What flows and what someone is to you isn’t in it.
team-sort = What are they to you?
team-rhythm = How often would you like to be in touch?
team-rhythm-hint = When it is time, it stands on your first page, for you alone. A help between you, thanks or words in a thread start it anew.
team-ways-hint = A number, an address, “ring twice”; one a line.
team-member-none = Someone else, by name
team-name-hint = Leave it empty if you chose someone here.
team-share = Let a circle read name and ways to reach?
team-share-hint = Good for a household: the doctor, the neighbour with the key. Ask them first. What they are to you, what flows and your note stay with you.
team-share-nobody = No, only me
team-share-circle = { $circle } ({ $count ->
    [one] one person reads it
   *[other] { $count } people read it
})
team-shared-audience = Name and ways to reach are read by { $circle }. Everything else is seen by you alone.
team-name-kept = a name that you keep; it leads nowhere here any more
team-profile = Their page here
team-touched = Last in touch: { $day }.
team-card = Take along as a contact
team-change = Change what you keep of them
team-remove = Take off the team
team-remove-title = Take { $name } off your team?
team-remove-lead = What you keep of them goes for good. They don’t learn of it, as they didn’t learn that they stood there.
team-remove-not = Keep them

team-import-title = From your phone’s contacts
team-import-lead = Choose a file of contacts (vCard, .vcf). Your contacts app makes one under Export or Share. You see what is in it before anything is kept.
team-import-hint = Up to 8 MB and 500 cards. Photos are passed over.
team-import-look = Look at it
team-import-audience = The file itself isn’t kept.
team-look-title = What is in it
team-look-lead = Nothing is kept yet. Choose whom you want on your team; an address book is something else.
team-look-nameless = { $count ->
    [one] One card has no name and was passed over.
   *[other] { $count } cards have no name and were passed over.
}
team-look-take = Onto the team
team-look-known = (someone of this name is there already)
team-look-keep = Add those who are ticked

touch-title = Keeping in touch
touch-days = { $count ->
    [0] You and { $name } were in touch today.
    [one] You and { $name } were in touch yesterday.
   *[other] It has been { $count } days since you and { $name } were in touch.
}
touch-weeks = { $count ->
    [2] It has been two weeks since you and { $name } were in touch.
    [3] It has been three weeks since you and { $name } were in touch.
    [4] It has been four weeks since you and { $name } were in touch.
    [5] It has been five weeks since you and { $name } were in touch.
    [6] It has been six weeks since you and { $name } were in touch.
   *[other] It has been { $count } weeks since you and { $name } were in touch.
}
touch-months = { $count ->
    [2] It has been two months since you and { $name } were in touch.
    [3] It has been three months since you and { $name } were in touch.
    [4] It has been four months since you and { $name } were in touch.
   *[other] It has been { $count } months since you and { $name } were in touch.
}
touch-yes = We were in touch
touch-reach = How to reach them
touch-rest = Leave it for now
touch-rhythm-none = As it comes
touch-rhythm-weekly = Every week
touch-rhythm-fortnightly = Every two weeks
touch-rhythm-monthly = Every month
touch-rhythm-quarterly = Every three months
touch-rhythm-is-none = After that, as it comes.
touch-rhythm-is-weekly = You would like to be in touch every week.
touch-rhythm-is-fortnightly = You would like to be in touch every two weeks.
touch-rhythm-is-monthly = You would like to be in touch every month.
touch-rhythm-is-quarterly = You would like to be in touch every three months.

supporter-sort-friend = Friend
supporter-sort-family = Family
supporter-sort-professional = Professional
supporter-sort-mentor = Mentor
supporter-sort-other = Other

contacts-title = Contacts that members share
contacts-lead = The doctor, the neighbour with the key, the aunt who always knows.
contacts-empty-title = Nobody shares a contact here yet
contacts-empty = Someone on your support team can be shared with this circle: their name and ways to reach them, and nothing else.
contacts-by = Shared by { $name }
contacts-mine = Shared by you
contacts-audience = What is shared goes when the one who shares it leaves.

kindness-team = Your own people
flash-team-added = They stand on your team now.
flash-team-in-touch = Good. It begins anew.
flash-team-rests = It rests for now.
flash-team-removed = They are off your team.
flash-team-imported = They stand on your team now.

field-member = Someone here
field-sort = What they are
field-gives = What they give you
field-receives = What you give them
field-ways = Ways to reach them
field-note = A note
field-cards = The file
field-take = Whom to add
field-supporters = Supporters
problem-on-team = They stand on your team already.
problem-share-member = Only a contact from outside can be shared.
problem-cards-none = This doesn’t look like a file of contacts (vCard).
problem-cards-line = We could not read on at line { $line }. Nothing was kept.
problem-cards-cut = The file ends within a card, at line { $line }. Nothing was kept.
problem-cards-many = That is more than { $max } cards. Please export fewer.
problem-cards-large = That is more than { $max } MB. Please export without photos, or fewer contacts.
conflict-team-full = More than 200 people don’t fit on a team. Nothing was added; what was there stays.
notice-keep-touch = Someone on your team might like to hear from you.

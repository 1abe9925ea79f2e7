# Circles, memberships, invitations.

circles-title = Circles
circles-new = New circle
circles-empty-title = You are in no circle yet
circles-empty = A circle is a group of people who rely on each other: a family, a class, a street. Start one, or follow an invitation.
circles-members = { $count ->
    [one] 1 member
   *[other] { $count } members
}
circle-new-title = A new circle
circle-new-lead = Three people are enough. You can change all of this later.
circle-create = Start the circle
flash-circle-created = Your circle is there. Invite someone.

field-name = Name
field-about = What it is about
field-agreements = Agreements
field-place = Where
field-parent = Nested in
field-joining = How people join
circle-agreements-hint = What you ask of each other, in your own words.

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

refused-barred = The stewards of this circle have asked you not to come back for now. You can write to one of them and ask them to think again.
refused-guest-steward = A guest can't be a steward. With a full account (an address or a password) this person can.
notice-joined = { $actor } is now in { $circle }.

//! The states that things can be in, and how they may move between them.
//!
//! A transition that isn't listed here can't happen, whoever asks for it.

use crate::vocabulary::vocabulary;

vocabulary! {
    /// What sort of account a person has.
    PersonState {
        /// Has a password or an address for mailed links.
        Full = "full",
        /// Has neither, but a recovery link.
        Guest = "guest",
        /// Stands for someone in an imported log; nobody can sign in as them.
        Imported = "imported",
        /// Deleted their account; name, words and key are gone.
        Gone = "gone",
    }
}
vocabulary! {
    /// What a secret link is for.
    LinkPurpose {
        /// Makes the first person of an empty instance.
        Setup = "setup",
        /// Signs in once; mailed.
        SignIn = "sign_in",
        /// Signs a guest in, until it is replaced.
        Recovery = "recovery",
        /// Shows that an address is a person's; mailed to it.
        Address = "address",
    }
}
vocabulary! {
    /// What a person is in a circle.
    MemberRole {
        /// One of the circle.
        Member = "member",
        /// Looks after the circle: invitations, applications, agreements.
        Steward = "steward",
    }
}
vocabulary! {
    /// Where a membership stands.
    MembershipState {
        /// A steward asked a person in; they haven't answered.
        Invited = "invited",
        /// Asked to join; no steward has answered.
        Applied = "applied",
        /// In the circle.
        Active = "active",
        /// In the circle, taking a break: sees, isn't asked.
        Paused = "paused",
        /// Left, was refused or was removed.
        Left = "left",
    }
}
vocabulary! {
    /// How people come into a circle.
    Joining {
        /// Only by an invitation link.
        Invitation = "invitation",
        /// Whoever has the circle's address may apply with its questions.
        Application = "application",
        /// As for an application; and who joins a circle nested in this one is in this one too.
        Nested = "nested",
    }
}
vocabulary! {
    /// Where a need stands.
    NeedState {
        /// Kept to oneself.
        Kept = "kept",
        /// Opened as an ask.
        Asked = "asked",
        /// Met.
        Met = "met",
        /// Let go of.
        LetGo = "let_go",
    }
}
vocabulary! {
    /// Where an ask stands.
    AskState {
        /// People who see it may pledge.
        Open = "open",
        /// The need is met.
        Met = "met",
        /// Its author took it back.
        Withdrawn = "withdrawn",
        /// Its time ran out.
        Expired = "expired",
    }
}
vocabulary! {
    /// Roughly how much an ask asks.
    Effort {
        /// A few minutes.
        Minutes = "minutes",
        /// About an hour.
        Hour = "hour",
        /// Half a day.
        HalfDay = "half_day",
        /// A day.
        Day = "day",
        /// Again and again for a while.
        Ongoing = "ongoing",
    }
}
vocabulary! {
    /// When an ask is for.
    AskWhen {
        /// Whenever it suits.
        Open = "open",
        /// By a date.
        ByDate = "by_date",
        /// At one of several times.
        Choices = "choices",
    }
}
vocabulary! {
    /// How far an ask reaches when it is opened.
    Reach {
        /// Only people whom its author chose.
        Chosen = "chosen",
        /// The members of one circle.
        Circle = "circle",
    }
}
vocabulary! {
    /// Where a pledge stands.
    PledgeState {
        /// Made; the asker hasn't answered.
        Made = "made",
        /// The asker said yes; both see how to reach each other.
        Accepted = "accepted",
        /// The asker said no, kindly.
        Declined = "declined",
        /// Taken back by the one who made it.
        Withdrawn = "withdrawn",
        /// Over: a help tells what happened.
        Done = "done",
    }
}
vocabulary! {
    /// What someone who promised to help wishes for, where it has become much. They stand by their word until somebody
    /// else has said yes to it.
    PledgeWish {
        /// That another does it instead.
        HandOver = "hand_over",
        /// That another does it along with them.
        Second = "second",
    }
}
vocabulary! {
    /// Why an ask is suggested to someone. Each speaks of the two of them alone.
    SuggestionReason {
        /// They were asked, among a few.
        Chosen = "chosen",
        /// They offer what is needed.
        Skills = "skills",
        /// They have time when it is needed.
        Times = "times",
        /// They have helped each other before, or share a circle.
        Near = "near",
        /// Nothing stands against it.
        Possible = "possible",
        /// It fills what they are ready for, and no more than that.
        LastPlace = "last_place",
    }
}
vocabulary! {
    /// What came of a help.
    Outcome {
        /// It was done.
        Done = "done",
        /// Some of it was done.
        Partly = "partly",
        /// It did not happen.
        DidNotHappen = "did_not_happen",
    }
}
vocabulary! {
    /// Which side of a help someone is on.
    Side {
        /// The one who gave it.
        Giver = "giver",
        /// The one who received it.
        Receiver = "receiver",
    }
}
vocabulary! {
    /// Who has told a help.
    ToldBy {
        /// The giver alone.
        Giver = "giver",
        /// The receiver alone.
        Receiver = "receiver",
        /// Both, whether or not they say the same.
        Both = "both",
    }
}
vocabulary! {
    /// Who may read thanks.
    ThanksAudience {
        /// The giver alone.
        Private = "private",
        /// The circle too, once the giver agrees.
        Circle = "circle",
    }
}
vocabulary! {
    /// Where a loan stands. Without one, economic help is a gift.
    LoanState {
        /// One side calls it a loan; the other hasn't answered.
        Proposed = "proposed",
        /// Both call it a loan.
        Agreed = "agreed",
        /// The other side doesn't: it stays a gift.
        Declined = "declined",
        /// It came back.
        Returned = "returned",
        /// The lender let it go.
        LetGo = "let_go",
    }
}
vocabulary! {
    /// Where an offer stands.
    OfferState {
        /// Found by search and by kind.
        Open = "open",
        /// Rests; only its author sees it.
        Paused = "paused",
        /// Over.
        Closed = "closed",
    }
}
vocabulary! {
    /// What a person can be told of. Each can be had at once, daily or not at all.
    NoticeKind {
        /// A new ask reaches me.
        NewAsk = "new_ask",
        /// Someone pledged for my ask, or took a pledge back.
        Pledge = "pledge",
        /// My pledge was answered.
        Answer = "answer",
        /// New words in a thread that I am in.
        Message = "message",
        /// A help with me was told.
        Help = "help",
        /// Someone thanked me.
        Thanks = "thanks",
        /// My ask: still needed?
        StillNeeded = "still_needed",
        /// Someone wrote an ask on my behalf.
        OnBehalf = "on_behalf",
        /// What I promised is near.
        Reminder = "reminder",
        /// Joining, leaving, roles.
        Membership = "membership",
        /// It is time for my check-in.
        CheckIn = "check_in",
        /// Someone shares with me how they are.
        SharedCheckIn = "shared_check_in",
        /// It is a while since I was in touch with someone of my team.
        KeepTouch = "keep_touch",
        /// A circle of mine asks its four questions of the month.
        Wellbeing = "wellbeing",
    }
}
vocabulary! {
    /// The four questions about personal wellbeing of the UK Office for National Statistics, in its order.
    WellbeingQuestion {
        /// How satisfied with life.
        Satisfied = "satisfied",
        /// How worthwhile what one does.
        Worthwhile = "worthwhile",
        /// How happy yesterday.
        Happy = "happy",
        /// How anxious yesterday. Here a high number is the hard one.
        Anxious = "anxious",
    }
}
vocabulary! {
    /// Who of two said yes to having their days compared.
    LinkConsent {
        /// The reader; it waits for the other.
        Mine = "mine",
        /// The other; it waits for the reader.
        Theirs = "theirs",
        /// Both.
        Both = "both",
    }
}
vocabulary! {
    /// What is said of whether one's days carry over to the other's next.
    LinkWord {
        /// After a low day a low one, after a high day a high one, more than chance.
        SameWay = "same_way",
        /// After a low day a high one, after a high day a low one, more than chance.
        OtherWay = "other_way",
        /// No more than chance.
        Chance = "not_beyond_chance",
        /// Too few days that both share, or days that hardly differ.
        NotEnough = "not_enough_to_say",
    }
}
vocabulary! {
    /// Where "How are we?" is asked, from the inside outward.
    Layer {
        /// The body.
        Body = "body",
        /// Thoughts and feelings.
        InnerLife = "inner_life",
        /// The partner.
        Partner = "partner",
        /// Friends.
        Friends = "friends",
        /// Family.
        Family = "family",
        /// Groups one belongs to.
        Groups = "groups",
        /// The world beyond.
        WiderWorld = "wider_world",
    }
}
vocabulary! {
    /// What the mirror says of a tie to the one who looks into it.
    TieWord {
        /// Both give and both get.
        Mutual = "mutual",
        /// Mostly the reader gives.
        MostlyGiven = "mostly_given",
        /// Mostly the reader gets.
        MostlyReceived = "mostly_received",
        /// Mostly the reader gives, while keeping most of their own needs. Nobody else is ever told.
        AheadOfOwnNeeds = "ahead_of_own_needs",
        /// They help each other seldom.
        Seldom = "seldom",
        /// Both agreed on the care between them: nothing is judged.
        Agreed = "agreed",
        /// None of these is sure.
        NotEnough = "not_enough_to_say",
    }
}
vocabulary! {
    /// Who said that the care between two people is agreed on.
    CareAgreement {
        /// Neither.
        Nobody = "nobody",
        /// The reader; it waits for the other.
        Mine = "mine",
        /// The other; it waits for the reader.
        Theirs = "theirs",
        /// Both.
        Both = "both",
    }
}
vocabulary! {
    /// What would make the picture in the mirror clearer.
    Clearer {
        /// More helps written down.
        Helps = "helps",
        /// More of one's own needs written down, kept or asked.
        Needs = "needs",
        /// How long helps took.
        Minutes = "minutes",
        /// Time: the circle is young, or labels wait for a second look.
        Time = "time",
    }
}
vocabulary! {
    /// How far a check-in is shared.
    CheckInShare {
        /// With nobody.
        Nobody = "nobody",
        /// As a number in circles' answers; nobody reads it.
        Counted = "counted",
        /// With people chosen by name.
        People = "people",
        /// With the members of circles; it counts in their answers too.
        Circles = "circles",
    }
}
vocabulary! {
    /// How often a person wants to be asked how they are.
    Rhythm {
        /// Never: they come by themselves.
        Off = "off",
        /// Every day.
        Daily = "daily",
        /// Monday to Friday.
        Weekdays = "weekdays",
        /// Once a week.
        Weekly = "weekly",
    }
}
vocabulary! {
    /// What someone on a support team is to the person whose team it is.
    SupporterSort {
        /// A friend.
        Friend = "friend",
        /// Family, by birth or by choice.
        Family = "family",
        /// Someone whose work it is: a doctor, a counsellor, a lawyer.
        Professional = "professional",
        /// A mentor, teacher or guide.
        Mentor = "mentor",
        /// A neighbour, a colleague, anyone else.
        Other = "other",
    }
}
vocabulary! {
    /// How often a person wants to be in touch with someone on their support team.
    TouchRhythm {
        /// As it comes; nothing is brought to mind.
        Unset = "none",
        /// Every week.
        Weekly = "weekly",
        /// Every two weeks.
        Fortnightly = "fortnightly",
        /// Every month.
        Monthly = "monthly",
        /// Every three months.
        Quarterly = "quarterly",
    }
}
vocabulary! {
    /// When a mail about a notice is sent. The notice itself always stands in the application.
    NoticeMode {
        /// At once.
        Instant = "instant",
        /// Once a day, with the others.
        Daily = "daily",
        /// Never.
        Off = "off",
    }
}
vocabulary! {
    /// What stewards did, as the circle's record keeps it.
    RecordKind {
        /// Removed a person, who may come back.
        Removed = "removed",
        /// Removed a person, who may not come back.
        Blocked = "blocked",
        /// Let a blocked person come back.
        Unblocked = "unblocked",
        /// Made a member a steward.
        StewardNamed = "steward_named",
        /// A steward became a member again.
        StewardEnded = "steward_ended",
        /// Said no to an application.
        Declined = "declined",
    }
}

impl AskState {
    /// Whether an ask may go from here to `to`.
    pub const fn may_become(self, to: Self) -> bool {
        matches!(
            (self, to),
            (Self::Open, Self::Met | Self::Withdrawn | Self::Expired)
                // Help that was promised before can still be given after its time.
                | (Self::Expired, Self::Met | Self::Open)
                | (Self::Met, Self::Open)
        )
    }
}

impl PledgeState {
    /// Whether a pledge may go from here to `to`.
    pub const fn may_become(self, to: Self) -> bool {
        matches!(
            (self, to),
            (Self::Made, Self::Accepted | Self::Declined | Self::Withdrawn)
                // Declined from here: the ask was taken back.
                | (Self::Accepted, Self::Done | Self::Withdrawn | Self::Declined)
        )
    }

    /// Whether the promise still stands.
    pub const fn is_live(self) -> bool {
        matches!(self, Self::Made | Self::Accepted)
    }
}

impl NeedState {
    /// Whether a need may go from here to `to`.
    pub const fn may_become(self, to: Self) -> bool {
        matches!(
            (self, to),
            (Self::Kept, Self::Asked | Self::Met | Self::LetGo)
                | (Self::Asked, Self::Met | Self::LetGo | Self::Kept)
                | (Self::Met | Self::LetGo, Self::Kept | Self::Asked)
        )
    }
}

impl LoanState {
    /// Whether a loan may go from here to `to`.
    pub const fn may_become(self, to: Self) -> bool {
        matches!(
            (self, to),
            (Self::Proposed, Self::Agreed | Self::Declined | Self::LetGo)
                | (Self::Agreed, Self::Returned | Self::LetGo)
        )
    }
}

impl Side {
    /// The side across.
    pub const fn other(self) -> Self {
        match self {
            Self::Giver => Self::Receiver,
            Self::Receiver => Self::Giver,
        }
    }
}

impl TouchRhythm {
    /// After how many days it is time again; none where nothing is brought to mind.
    pub const fn days(self) -> Option<i64> {
        match self {
            Self::Unset => None,
            Self::Weekly => Some(7),
            Self::Fortnightly => Some(14),
            Self::Monthly => Some(30),
            Self::Quarterly => Some(91),
        }
    }
}

impl NoticeKind {
    /// When mail about it is sent until a person says otherwise: few.
    pub const fn default_mode(self) -> NoticeMode {
        match self {
            Self::Pledge
            | Self::Answer
            | Self::StillNeeded
            | Self::OnBehalf
            | Self::Reminder
            // Its rhythm is chosen by the person, and never unless they do.
            | Self::CheckIn
            | Self::SharedCheckIn => NoticeMode::Instant,
            Self::NewAsk
            | Self::Message
            | Self::Help
            | Self::Thanks
            | Self::Membership
            | Self::Wellbeing => NoticeMode::Daily,
            // It stands on the first page; a mail about it could feel like a reproach.
            Self::KeepTouch => NoticeMode::Off,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_values_are_one_to_one() {
        for kind in NoticeKind::ALL {
            assert_eq!(NoticeKind::from_word(kind.as_str()), Some(*kind));
        }
        assert_eq!(AskState::from_word("OPEN"), None);
    }

    #[test]
    fn a_finished_pledge_stays_finished() {
        for from in [PledgeState::Declined, PledgeState::Withdrawn, PledgeState::Done] {
            assert!(PledgeState::ALL.iter().all(|to| !from.may_become(*to)));
        }
    }

    #[test]
    fn a_gift_never_turns_into_a_debt_by_itself() {
        for from in [LoanState::Declined, LoanState::Returned, LoanState::LetGo] {
            assert!(!from.may_become(LoanState::Agreed));
        }
    }
}

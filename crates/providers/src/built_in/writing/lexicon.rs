//! Lines that hold facts together. None of them claims anything, so any of them may stand beside any
//! fact; a test holds them to that.

use domain::brief::Tone;

/// The small words of a tone.
#[derive(Debug)]
pub(in crate::built_in) struct Lexicon {
    /// Before a fact that opens a post; a colon and the fact follow.
    pub lead_ins: &'static [&'static str],
    /// Before a further fact; a colon and the fact follow.
    pub more: &'static [&'static str],
    /// Before the key message; a colon and the message follow.
    pub sums: &'static [&'static str],
    /// A sentence that leads from the opening to the facts.
    pub turns: &'static [&'static str],
    /// How an e-mail begins.
    pub greeting: &'static str,
    /// How an e-mail ends; a comma and the brand follow.
    pub farewell: &'static str,
}

/// The small words of the tone.
pub(in crate::built_in) const fn of(tone: Tone) -> &'static Lexicon {
    match tone {
        Tone::Plain => &PLAIN,
        Tone::Warm => &WARM,
        Tone::Confident => &CONFIDENT,
        Tone::Playful => &PLAYFUL,
        Tone::Formal => &FORMAL,
        Tone::Urgent => &URGENT,
    }
}

static PLAIN: Lexicon = Lexicon {
    lead_ins: &[
        "Good to know",
        "Worth knowing",
        "A plain fact",
        "Here is how it is",
        "For the record",
        "A detail that matters",
        "In plain words",
        "To the point",
    ],
    more: &["Also", "And", "Also good to know", "One more thing"],
    sums: &["In short", "Put simply"],
    turns: &[
        "It can go differently.",
        "Here is another way.",
        "It does not have to stay that way.",
    ],
    greeting: "Hello,",
    farewell: "Kind regards",
};

static WARM: Lexicon = Lexicon {
    lead_ins: &[
        "Something good to know",
        "A little thing we like",
        "Good news for your day",
        "Just so you know",
        "A small thing, gladly told",
        "Here is something for you",
        "Something to look forward to",
        "Between us",
    ],
    more: &[
        "And there is more",
        "One more thing",
        "And, because you may wonder",
        "Also nice to know",
    ],
    sums: &["In short", "What it comes down to"],
    turns: &[
        "It can be nicer than that.",
        "We know another way.",
        "Here is something kinder.",
    ],
    greeting: "Hello there,",
    farewell: "See you soon",
};

static CONFIDENT: Lexicon = Lexicon {
    lead_ins: &[
        "Straight to the point",
        "Look closely",
        "Here is what counts",
        "Consider this",
        "Hold us to this",
        "Worth a second look",
        "A fact to work with",
        "Take this one",
    ],
    more: &[
        "What is more",
        "Add to that",
        "And it goes on",
        "Just as important",
    ],
    sums: &["The point", "In short"],
    turns: &[
        "There is another answer.",
        "It can be done differently.",
        "That can change.",
    ],
    greeting: "Hello,",
    farewell: "Kind regards",
};

static PLAYFUL: Lexicon = Lexicon {
    lead_ins: &[
        "Psst",
        "Guess what",
        "Now hear this",
        "Picture this",
        "Here is a thought",
        "Tell your friends",
        "Plot twist",
        "A little secret",
    ],
    more: &["Wait, there is more", "Oh, and", "And now this"],
    sums: &["In short", "Long story short"],
    turns: &[
        "We have another idea.",
        "Let us try it differently.",
        "How about this instead?",
    ],
    greeting: "Hello you,",
    farewell: "See you soon",
};

static FORMAL: Lexicon = Lexicon {
    lead_ins: &[
        "We are pleased to share",
        "For your information",
        "Please note",
        "A point of interest",
        "It may interest you",
        "For those considering it",
        "In brief",
        "We should like to mention",
    ],
    more: &["In addition", "Please also note", "Furthermore", "Likewise"],
    sums: &["In summary", "In short"],
    turns: &[
        "There is another way.",
        "It can be arranged differently.",
        "We suggest another approach.",
    ],
    greeting: "Good day,",
    farewell: "With kind regards",
};

static URGENT: Lexicon = Lexicon {
    lead_ins: &[
        "Do not miss this",
        "Mark this",
        "Before the day is over",
        "Quick, before you scroll on",
        "Now is the time to know",
        "Stop for a moment",
        "Write this down",
        "Read this today",
    ],
    more: &["Also", "And keep in mind", "There is more", "Note this too"],
    sums: &["In short", "To be clear"],
    turns: &[
        "Time to change that.",
        "Today it can go differently.",
        "Do not leave it at that.",
    ],
    greeting: "Hello,",
    farewell: "Until very soon",
};

/// Openings that name a trouble everybody knows, without claiming anything of anybody.
pub(in crate::built_in) const PROBLEMS: &[&str] = &[
    "It is easy to settle for what is close at hand.",
    "We all put up with more than we need to.",
    "Some things take more effort than they should.",
    "Habits are hard to change, even the ones nobody likes.",
    "Sometimes the usual choice is just the nearest one.",
    "There is a difference between getting by and looking forward to something.",
    "We tend to notice what we miss rather late.",
    "Some days go by on autopilot.",
    "You can do a thing the usual way and still not be glad of it.",
    "What we put up with has a way of staying.",
];

/// What makes a known trouble worth ending.
pub(in crate::built_in) const AGITATIONS: &[&str] = &[
    "And it seldom changes by itself.",
    "And then the next day looks the same.",
    "Left alone, it stays like that.",
    "And it adds up, quietly.",
    "Nobody would choose that if they were asked.",
];

/// How it goes before.
pub(in crate::built_in) const BEFORES: &[&str] = &[
    "You know how it usually goes.",
    "Think of how it goes today.",
    "Take a day like any other.",
    "Remember the last time you settled for the usual?",
    "Picture the usual way for a moment.",
    "Things stay as they are until somebody shows another way.",
    "So far, it has been the way it has been.",
    "Yesterday was like the day before.",
    "Nothing wrong with the usual, but listen.",
    "Think of the last time it was just all right.",
];

/// Friendly lines that fit before any call to action.
pub(in crate::built_in) const WELCOMES: &[&str] = &[
    "It is good to have you here.",
    "We look forward to seeing you.",
    "Thank you for reading this far.",
];

/// From before to after.
pub(in crate::built_in) const AFTERS: &[&str] = &[
    "Now picture this.",
    "Now think of it like this.",
    "Now imagine something else.",
];

/// From after to how one gets there.
pub(in crate::built_in) const BRIDGES: &[&str] =
    &["How it works", "What is behind it", "Where it starts"];

/// Openings of a question that any fact may answer.
pub(in crate::built_in) const QUESTIONS: &[&str] = &[
    "What is there to know?",
    "Why take a closer look?",
    "A fair question: what do you get?",
    "Ever wondered about the details?",
    "What would make you look twice?",
    "Do you like to know exactly what you get?",
    "Shall we get to the facts?",
    "What would you like to know first?",
    "Still making up your mind?",
    "Have you heard?",
];

//! What a campaign wants its readers to do. The goal steers the call to action and is never quoted.

use domain::brief::{Brief, Tone};

use crate::built_in::reading::words::has_phrase;

/// What readers are asked to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::built_in) enum Ask {
    /// To have it shown to them.
    Demo,
    /// To give.
    Donate,
    /// To apply for a post or a place.
    Apply,
    /// To get tickets.
    Ticket,
    /// To come to something that happens once.
    Event,
    /// To install or download something.
    Download,
    /// To register.
    SignUp,
    /// To come to a place.
    Visit,
    /// To buy or order.
    Buy,
    /// To find out more.
    Learn,
}

const SIGNS: &[(Ask, &[&str])] = &[
    (
        Ask::Demo,
        &["demo", "demos", "demonstration", "demonstrations"],
    ),
    (
        Ask::Donate,
        &[
            "donate",
            "donation",
            "donations",
            "donors",
            "fundraising",
            "raise funds",
        ],
    ),
    (
        Ask::Apply,
        &[
            "apply",
            "applications",
            "applicants",
            "recruit",
            "hire",
            "candidates",
            "vacancies",
            "apprentices",
        ],
    ),
    (Ask::Ticket, &["ticket", "tickets", "sell out"]),
    (
        Ask::Event,
        &[
            "event",
            "webinar",
            "attend",
            "attendees",
            "concert",
            "festival",
            "open day",
            "visitors",
            "audience",
        ],
    ),
    (
        Ask::Download,
        &["download", "downloads", "install", "installs", "app store"],
    ),
    (
        Ask::SignUp,
        &[
            "sign-up",
            "sign-ups",
            "sign up",
            "subscribe",
            "subscribers",
            "newsletter",
            "trial",
            "trials",
            "members",
            "registrations",
            "register",
        ],
    ),
    (
        Ask::Visit,
        &[
            "visit",
            "visits",
            "shop",
            "store",
            "counter",
            "restaurant",
            "café",
            "cafe",
            "footfall",
            "branch",
            "walk-ins",
            "guests",
            "regular customers",
        ],
    ),
    (
        Ask::Buy,
        &[
            "buy",
            "sales",
            "sell",
            "orders",
            "order",
            "purchase",
            "purchases",
            "pre-orders",
            "revenue",
        ],
    ),
];

impl Ask {
    /// What the brief's goal asks of readers.
    pub(in crate::built_in) fn of(brief: &Brief) -> Self {
        let found = |text: &str| {
            SIGNS
                .iter()
                .find(|(_, signs)| signs.iter().any(|sign| has_phrase(text, sign)))
                .map(|(ask, _)| *ask)
        };
        match found(&brief.goal).unwrap_or(Self::Learn) {
            // Nobody is sent for tickets that the material does not speak of.
            Self::Ticket
                if !has_phrase(&brief.promoted, "tickets")
                    && !has_phrase(&brief.promoted, "ticket") =>
            {
                Self::Event
            }
            ask => ask,
        }
    }

    /// Calls to action that fit the tone.
    pub(in crate::built_in) const fn calls(self, tone: Tone) -> &'static [&'static str] {
        match tone {
            Tone::Plain | Tone::Confident | Tone::Formal => self.calm(),
            Tone::Warm | Tone::Playful => self.friendly(),
            Tone::Urgent => self.pressing(),
        }
    }

    const fn calm(self) -> &'static [&'static str] {
        match self {
            Self::Demo => &[
                "Ask for a demonstration and see it for yourself.",
                "See it at work: ask for a demonstration.",
                "Arrange a demonstration with us.",
            ],
            Self::Donate => &[
                "Give what you can.",
                "You can help: make a donation.",
                "Support it with a donation.",
            ],
            Self::Apply => &[
                "Apply now.",
                "Send us your application.",
                "Find out whether it suits you, and apply.",
            ],
            Self::Ticket => &[
                "Get your tickets.",
                "Reserve your tickets.",
                "Choose your tickets and come along.",
            ],
            Self::Event => &[
                "Come along.",
                "Plan to be there.",
                "Put it in your calendar.",
            ],
            Self::Download => &[
                "Download it and have a look.",
                "Install it and try it.",
                "Get it on your device.",
            ],
            Self::SignUp => &[
                "Sign up.",
                "Register and take part.",
                "Sign up and see for yourself.",
            ],
            Self::Visit => &["Come and see for yourself.", "Pay us a visit.", "Stop by."],
            Self::Buy => &[
                "Place your order.",
                "Order yours.",
                "Have a look and order yours.",
            ],
            Self::Learn => &["Find out more.", "See for yourself.", "Take a closer look."],
        }
    }

    const fn friendly(self) -> &'static [&'static str] {
        match self {
            Self::Demo => &[
                "Let us show you: ask for a demonstration.",
                "Curious? Ask for a demonstration.",
                "Come and have a look: we will gladly show you.",
            ],
            Self::Donate => &[
                "Every bit counts. Will you give one?",
                "Come and help: make a donation.",
                "Join in with a donation.",
            ],
            Self::Apply => &[
                "Sounds like you? Apply.",
                "We would love to hear from you.",
                "Come and work with us: apply.",
            ],
            Self::Ticket => &[
                "Grab your tickets and come along!",
                "Bring the people you like and get your tickets.",
                "Round up your favourite people and get your tickets!",
            ],
            Self::Event => &[
                "Come along and bring somebody you like.",
                "See you there?",
                "We would love to see you there.",
            ],
            Self::Download => &[
                "Give it a try: download it.",
                "Go on, have a play with it.",
                "Download it and look around.",
            ],
            Self::SignUp => &[
                "Come and join us.",
                "Sign up and say hello.",
                "We would love to have you with us: sign up.",
            ],
            Self::Visit => &[
                "Come by and say hello.",
                "Drop in on your way.",
                "We look forward to seeing you.",
            ],
            Self::Buy => &[
                "Treat yourself.",
                "Go on, pick yours.",
                "Order yours and enjoy.",
            ],
            Self::Learn => &[
                "Come and have a look.",
                "Have a look around.",
                "Curious? Take a look.",
            ],
        }
    }

    const fn pressing(self) -> &'static [&'static str] {
        match self {
            Self::Demo => &[
                "Ask for your demonstration today.",
                "Do not leave it for later: ask for a demonstration.",
                "Arrange your demonstration now.",
            ],
            Self::Donate => &[
                "Donate today.",
                "Help now: make a donation.",
                "Your donation is needed now.",
            ],
            Self::Apply => &[
                "Apply today.",
                "Send your application now.",
                "Do not wait: apply.",
            ],
            Self::Ticket => &[
                "Get your tickets now.",
                "Do not wait: get your tickets.",
                "Secure your tickets today.",
            ],
            Self::Event => &["Save the date now.", "Plan your visit today.", "Be there."],
            Self::Download => &[
                "Download it today.",
                "Get it now.",
                "Install it now and start.",
            ],
            Self::SignUp => &["Sign up today.", "Register now.", "Do not wait: sign up."],
            Self::Visit => &[
                "Come by today.",
                "Stop by now.",
                "Make today the day you come by.",
            ],
            Self::Buy => &["Order now.", "Get yours today.", "Place your order now."],
            Self::Learn => &[
                "Take a look now.",
                "See for yourself today.",
                "Find out now.",
            ],
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::brief::SAMPLES;

    use super::*;

    #[test]
    fn the_goal_decides_what_is_asked() {
        let asks = SAMPLES
            .iter()
            .map(|sample| Ask::of(&sample.draft("2026-11-23".parse().unwrap()).parse().unwrap()));
        assert_eq!(
            asks.collect::<Vec<_>>(),
            [Ask::Visit, Ask::Demo, Ask::Ticket]
        );
    }
}

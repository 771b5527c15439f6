//! What no plan can tell (U-1 to U-10): questions for a person, never findings.

/// Each question with its code.
pub const QUESTIONS: &[(&str, &str)] = &[
    ("U-1", "What do we do for the success of each partner besides paying it?"),
    ("U-2", "Is the category of each listing the one that buyers look in?"),
    ("U-3", "Does each tagline say something that no competitor could say as well?"),
    ("U-4", "Do partners hear from us when there is no deal to win?"),
    ("U-5", "Which parts of the program were taken from a competitor without asking whether they fit?"),
    ("U-6", "Is the content we make with partners any good, and does it reach its readers?"),
    ("U-7", "Do partners who serve our customers treat them as we would?"),
    ("U-8", "Is the tone of what goes to partners theirs as well as ours?"),
    ("U-9", "Which deals would not have closed without their partner?"),
    ("U-10", "Did polishing an asset hold a campaign up?"),
];

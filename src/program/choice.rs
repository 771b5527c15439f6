//! Closed vocabularies: one word for the file, the command line and JSON, one label for the screen.

/// A value out of a closed list.
pub trait Choice: Sized + Copy + PartialEq + 'static {
    /// Every value, in its stated order.
    const ALL: &'static [Self];

    /// The word in the plan file, on the command line and in JSON.
    fn word(self) -> &'static str;

    /// The words on the screen.
    fn label(self) -> &'static str;

    /// The value of a word, or of a label written in any case.
    fn read(text: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|choice| choice.word() == text || choice.label().to_lowercase() == text.to_lowercase())
    }
}

/// Declares a closed vocabulary: `Variant = "word" => "Label"`.
macro_rules! choice {
    ($(#[$doc:meta])* pub enum $name:ident { $($(#[$mark:meta])* $variant:ident = $word:literal => $label:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $(
                #[doc = $label]
                #[serde(rename = $word)]
                $(#[$mark])*
                $variant,
            )+
        }

        impl $name {
            /// Word and label of every value, in order.
            pub const CHOICES: &'static [(&'static str, &'static str)] = &[$(($word, $label),)+];
        }

        impl crate::program::choice::Choice for $name {
            const ALL: &'static [Self] = &[$(Self::$variant,)+];

            fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(crate::program::choice::Choice::word(*self))
            }
        }

        impl std::str::FromStr for $name {
            type Err = crate::program::text_value::BadText;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                <Self as crate::program::choice::Choice>::read(text).ok_or_else(|| {
                    crate::program::text_value::BadText::new(text, concat!("one of:" $(, " ", $word)+))
                })
            }
        }
    };
}
pub(crate) use choice;

//! The dialect in which records are written, in the plan file and wherever a record becomes text.

use ron::Options;
use ron::extensions::Extensions;

/// RON in which what is known stands without `Some`.
pub fn ron_options() -> Options {
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

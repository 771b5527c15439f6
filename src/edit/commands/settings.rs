//! Commands on the settings of the program.

use std::sync::Arc;

use crate::edit::{Draft, Edit, Refusal};
use crate::program::{AnyRecord, Program};

/// Sets a setting from text, or back to its default.
pub fn set(program: &Program, key: &str, text: Option<&str>) -> Result<Edit, Refusal> {
    let changed = match text {
        Some(text) => program.settings.set(key, text),
        None => program.settings.reset(key),
    };
    let changed = changed.map_err(|error| Refusal::bad(key, error))?;
    let mut draft = Draft::over(program);
    draft.put(AnyRecord::Settings(Arc::new(changed)));
    let label = text.map_or_else(|| format!("Reset {key}"), |text| format!("Set {key} to {text}"));
    let edit = draft.finish(label);
    if edit.is_empty() { Err(Refusal::NoChange(format!("{key} is already so"))) } else { Ok(edit) }
}

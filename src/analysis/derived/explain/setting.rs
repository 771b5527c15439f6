//! What a setting is: its value, who decided it, where its default comes from, and what else it could be.

use super::form::{Explanation, Line};
use crate::analysis::derived::Derived;
use crate::program::settings::{Origin, registry};

impl Derived {
    pub(super) fn explain_setting(&self, key: &str) -> Option<Explanation> {
        let definition = registry().definition(key)?;
        let settings = &self.context().program.settings;
        let value = settings.get(key)?.to_string();
        let mut explanation = Explanation::new(definition.register, definition.title, value);
        let origin = match settings.origin(key) {
            Origin::Preset => "the default",
            Origin::User => "decided in this plan",
        };
        explanation.inputs = vec![
            Line::new("Value", settings.get(key)?.to_string()).with_note(origin),
            Line::new("Default", definition.default).with_note(definition.why),
        ];
        if !definition.source.is_empty() {
            explanation.inputs.push(Line::new("Source", definition.source));
        }
        if definition.assumed {
            explanation.inputs.push(Line::new("Source", "our assumption").with_note("the document is silent"));
        }
        explanation.thresholds.push(Line::new("May hold", definition.expected()));
        for variant in &definition.variants {
            let source = if variant.1.is_empty() { "this program's own" } else { variant.1 };
            let note = if variant.2.is_empty() { source.to_owned() } else { format!("{source}: {}", variant.2) };
            explanation.thresholds.push(Line::new(variant.0, "a choice").with_note(note));
        }
        Some(explanation)
    }
}

//! What the numbers of a review are to reach, and when its agenda went out.

use crate::app::command::RecordCommand;
use crate::app::typed;
use crate::program::AnyRecord;
use crate::program::choice::Choice;
use crate::program::qbr::{Qbr, ReviewFigure, ReviewTarget};
use crate::program::quantity::Quantity;
use crate::tui::outcome::Outcome;
use crate::tui::overlays::{Field, Form};
use crate::tui::pane::{Context, Values};
use crate::tui::session::Command;

pub(super) const TARGETS: &str = "qbr/targets";

fn read(text: &str) -> Result<Option<Quantity>, String> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let plain = typed::quantity(text.trim()).map_err(|bad| bad.to_string())?;
    plain.parse().map(Some).map_err(|_| format!("{text:?} is not a number that fits here"))
}

/// A field for each number; an empty one has no target.
pub(super) fn ask(qbr: &Qbr) -> Outcome {
    let mut form = Form::new(TARGETS, format!("Targets of {}", qbr.quarter));
    for figure in ReviewFigure::ALL {
        let target = qbr.targets.iter().find(|target| target.figure == *figure);
        let text = target.map(|target| target.value.to_string()).unwrap_or_default();
        let field = Field::text(figure.word(), figure.label()).value(&text);
        form = form.field(field.checked_by(|text| read(text).map(|_| String::new())));
    }
    Outcome::open(form)
}

/// All of them as one step.
pub(super) fn changed(qbr: &Qbr, values: &Values) -> Outcome {
    let of = |figure: &ReviewFigure| {
        let value = read(values.text(figure.word()).unwrap_or_default()).ok()??;
        Some(ReviewTarget { figure: *figure, value })
    };
    let changed = Qbr { targets: ReviewFigure::ALL.iter().filter_map(of).collect(), ..qbr.clone() };
    replace(changed, format!("Targets of {}", qbr.id))
}

/// The agenda was shared on the as-of date; where that stands already, it was not.
pub(super) fn agenda(qbr: &Qbr, context: &Context<'_>) -> Outcome {
    let today = context.workbench.as_of();
    let shared = if qbr.agenda_shared_on.is_some() { None } else { Some(today) };
    let label = match shared {
        Some(on) => format!("Agenda of {} shared on {on}", qbr.id),
        None => format!("Agenda of {} not shared", qbr.id),
    };
    replace(Qbr { agenda_shared_on: shared, ..qbr.clone() }, label)
}

fn replace(changed: Qbr, label: String) -> Outcome {
    Outcome::command(Command::Record(RecordCommand::Replace { record: AnyRecord::from(changed), label }))
}

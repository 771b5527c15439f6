//! Changes to the ladder itself: a new tier, all fields of a tier as a form, a tier taken away after a look at who loses
//! it.

use super::forecast;
use super::rows::Field as TierField;
use super::state::Tiers;
use crate::app::command::{RecordCommand, TierCommand};
use crate::app::typed;
use crate::edit::commands::tiers;
use crate::edit::field;
use crate::program::Kind;
use crate::program::choice::Choice;
use crate::program::tier::Approver;
use crate::tui::outcome::Outcome;
use crate::tui::overlays::{Field, Form, Preview, PreviewLine, Prompt};
use crate::tui::pane::{Check, Context};
use crate::tui::session::{Command, Workbench};

pub(super) const NAME: &str = "tiers/name";
pub(super) const FORM: &str = "tiers/form";
/// The tag of every preview; what is accepted waits in the pane.
pub(super) const PREVIEW: &str = "tiers/preview";

const FORM_FIELDS: [TierField; 9] = [
    TierField::ReviewMonths,
    TierField::GraceQuarters,
    TierField::Commission,
    TierField::Margin,
    TierField::MdfAnnual,
    TierField::MdfCap,
    TierField::AverageRevenue,
    TierField::EconomicsMargin,
    TierField::PartnerCost,
];

/// Asks for the name of a new tier.
pub(super) fn ask_name() -> Outcome {
    Outcome::open(Prompt::new(NAME, "New tier, on top of the ladder").hint("Its name, such as Diamond"))
}

/// Adds the tier of that name.
pub(super) fn add(name: &str) -> Outcome {
    Outcome::command(Command::Tier(TierCommand::Add { name: name.trim().to_owned() }))
}

/// Whether the name will do.
pub(super) fn check_name(workbench: &Workbench, name: &str) -> Check {
    let wanted = name.trim().to_lowercase();
    let known = workbench.program().tiers.iter().any(|tier| tier.name.to_lowercase() == wanted);
    let error = if wanted.is_empty() {
        Some("a name is needed".to_owned())
    } else {
        known.then(|| "another tier has this name".to_owned())
    };
    Check { error, lines: Vec::new() }
}

impl Tiers {
    /// Shows what a command would do, and keeps it until it is accepted.
    pub(super) fn ask_first(
        &mut self,
        command: Command,
        title: impl Into<String>,
        accept: impl Into<String>,
        lines: Vec<PreviewLine>,
    ) -> Outcome {
        self.pending = Some(command);
        Outcome::open(Preview::new(PREVIEW, title).lines(lines).accept(accept))
    }

    /// Shows who loses the selected tier.
    pub(super) fn preview_removal(&mut self, context: &Context<'_>) -> Outcome {
        let Some(tier) = self.tier().cloned() else { return Outcome::ignored() };
        let program = context.workbench.program();
        let edit = match tiers::remove(program, &tier.id) {
            Ok(edit) => edit,
            Err(refusal) => return Outcome::warning(refusal.to_string()),
        };
        let members: Vec<_> =
            program.partners.iter().filter(|partner| partner.granted_tier.as_ref() == Some(&tier.id)).collect();
        let mut lines = Vec::new();
        match members.len() {
            0 => lines.push(PreviewLine::same("No partner has it.")),
            1 => lines.push(PreviewLine::heading("1 partner has it and is left without a tier")),
            n => lines.push(PreviewLine::heading(format!("{n} partners have it and are left without a tier"))),
        }
        lines.extend(members.iter().map(|partner| PreviewLine::before(partner.name.clone())));
        let found = forecast::of_edit(context.workbench, &edit);
        if !found.movers.is_empty() {
            lines.push(PreviewLine::same(""));
            lines.push(PreviewLine::heading("Who would qualify for another tier"));
            lines.extend(forecast::preview(&found, &self.model, program, context.look.glyphs.arrow));
        }
        let command = Command::Tier(TierCommand::Remove { tier: tier.id });
        self.ask_first(command, format!("Remove {}", tier.name), format!("remove {}", tier.name), lines)
    }

    /// Opens all fields of the selected tier.
    pub(super) fn open_form(&self, context: &Context<'_>) -> Outcome {
        let Some(tier) = self.tier() else { return Outcome::ignored() };
        let text =
            |field: TierField| super::cells::typed_text(&self.model, &super::rows::Row::Field(field), self.rank());
        let mut form = Form::new(FORM, format!("Tier {}", tier.name))
            .field(Field::text("name", "Name").value(&tier.name).required());
        for entry in FORM_FIELDS {
            form = form.field(Field::text(entry.name(), entry.label()).value(&text(entry)));
        }
        let approvers = std::iter::once((String::new(), "nobody".to_owned()));
        let approvers =
            approvers.chain(Approver::CHOICES.iter().map(|(word, label)| ((*word).into(), (*label).into())));
        let approver = Field::choice(TierField::Approver.name(), TierField::Approver.label(), approvers.collect());
        form = form.field(approver.value(tier.mdf_approver.map_or("", Choice::word)));
        let _ = context;
        Outcome::open(form)
    }

    /// What a field of the form means.
    pub(super) fn check_form(&self, name: &str, text: &str, context: &Context<'_>) -> Check {
        let Some(tier) = self.tier() else { return Check::default() };
        let workbench = context.workbench;
        let read = || -> Result<String, crate::edit::Refusal> {
            let canonical = typed::canonical(workbench, Kind::Tier, name, text)?;
            let record = workbench.program().record(Kind::Tier, tier.id.as_str());
            if let Some(record) = record {
                field::with(&record, name, &canonical)?;
            }
            Ok(canonical)
        };
        match read() {
            Ok(meaning) => Check { error: None, lines: vec![meaning] },
            Err(refusal) => Check { error: Some(refusal.to_string()), lines: Vec::new() },
        }
    }

    /// Sets all fields of the form as one step.
    pub(super) fn form_saved(&self, fields: &[(String, String)], context: &Context<'_>) -> Outcome {
        let Some(tier) = self.tier() else { return Outcome::ignored() };
        let workbench = context.workbench;
        let Some(mut record) = workbench.program().record(Kind::Tier, tier.id.as_str()) else {
            return Outcome::ignored();
        };
        let before = record.clone();
        for (name, text) in fields {
            let changed = typed::canonical(workbench, Kind::Tier, name, text)
                .and_then(|canonical| field::with(&record, name, &canonical));
            match changed {
                Ok(changed) => record = changed,
                Err(refusal) => return Outcome::warning(refusal.to_string()),
            }
        }
        if record.same(&before) {
            return Outcome::info("Nothing was changed");
        }
        let label = format!("Change tier {}", tier.id);
        Outcome::command(Command::Record(RecordCommand::Replace { record, label }))
    }
}

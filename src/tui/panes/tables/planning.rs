//! Plans made by a form: whom, from when; what would be made is read first, then it is one step.

use super::state::Tables;
use crate::app::command::{NewPlans, PlanCommand};
use crate::app::{plans, typed};
use crate::program::choice::Choice;
use crate::program::task::PlanTemplate;
use crate::tui::outcome::Outcome;
use crate::tui::overlays::{Field, Form, Preview, PreviewLine};
use crate::tui::pane::{Check, Context, PaneName, Values};
use crate::tui::session::Command;

/// The tag of the form.
pub(super) const PLAN: &str = "plan";
/// The tag of the preview.
pub(super) const MAKE: &str = "plan/make";

impl Tables {
    /// Asks what is planned for whom.
    pub(super) fn ask_plan(&self, context: &Context<'_>) -> Outcome {
        let as_of = context.workbench.as_of();
        if self.name == PaneName::Program {
            let form =
                Form::new(PLAN, "New launch plan").field(Field::date("start", "Start", as_of, None).value("today"));
            return Outcome::open(form);
        }
        let kinds = PlanTemplate::CHOICES.iter().filter(|(word, _)| *word != PlanTemplate::Launch.word());
        let kinds = kinds.map(|(word, label)| ((*word).to_owned(), (*label).to_owned())).collect();
        let here = self.row_partner().or_else(|| context.partner.cloned());
        let here =
            here.and_then(|id| context.workbench.program().partners.get(&id)).map(|partner| partner.name.clone());
        let managers = plans::managers(context.workbench).to_string();
        let form = Form::new(PLAN, "New plan")
            .field(Field::choice("template", "Plan", kinds).value("onboarding_90").hint("Left and right choose"))
            .field(
                Field::text("partners", "Partners")
                    .value(&here.unwrap_or_default())
                    .hint("Names divided by commas; a pasted list will do; new ones are added"),
            )
            .field(Field::date("start", "Start", as_of, None).value("today"))
            .field(
                Field::text("managers", "Managers")
                    .value(&managers)
                    .hint("Who share a rollout; 10 each by the settings"),
            );
        Outcome::open(form.focus("partners"))
    }

    /// What is wrong with a field, or what it means.
    pub(super) fn check_plan(field: &str, text: &str, context: &Context<'_>) -> Check {
        let wrong = |why: &str| Check { error: Some(why.to_owned()), lines: Vec::new() };
        match field {
            "partners" if text.trim().is_empty() => wrong("at least one partner"),
            "partners" => {
                let all = plans::partners_named(context.workbench, text);
                let new = all.iter().filter(|one| matches!(one, crate::edit::commands::plans::PlannedPartner::New(_)));
                let (count, new) = (all.len(), new.count());
                let new = if new == 0 { String::new() } else { format!(", {new} of them new") };
                Check { error: None, lines: vec![format!("{count} partners{new}")] }
            }
            "managers" if text.trim().parse::<u32>().is_err() => wrong("a whole number"),
            _ => Check::default(),
        }
    }

    /// Shows what would be made.
    pub(super) fn preview_plan(&mut self, values: &Values, context: &Context<'_>) -> Outcome {
        let text = |field: &str| values.text(field).unwrap_or_default();
        let start = match typed::date(text("start"), context.workbench.as_of(), None) {
            Ok(start) => start,
            Err(bad) => return Outcome::warning(format!("Nothing was planned: {bad}")),
        };
        let wanted = NewPlans {
            template: PlanTemplate::read(text("template")).unwrap_or(PlanTemplate::Launch),
            start,
            partners: plans::partners_named(context.workbench, text("partners")),
            managers: text("managers").trim().parse().ok(),
        };
        let lines = match plans::preview(context.workbench, &wanted) {
            Ok(lines) => lines,
            Err(refusal) => return Outcome::warning(format!("Nothing was planned: {refusal}")),
        };
        let line = |text: String| {
            if text.starts_with(' ') { PreviewLine::after(text) } else { PreviewLine::heading(text) }
        };
        let title = format!("{} from {start}", wanted.template.label());
        self.planning = Some(wanted);
        Outcome::open(Preview::new(MAKE, title).lines(lines.into_iter().map(line).collect()).accept("plan it"))
    }

    /// What was read is accepted.
    pub(super) fn make_plan(&mut self) -> Outcome {
        let Some(wanted) = self.planning.take() else { return Outcome::ignored() };
        Outcome::command(Command::Plan(PlanCommand::Make(wanted)))
    }
}

//! The clauses of the agreement framework, numbered, with the numbers in force.

use super::blank::{blank, or_blank};
use super::commission::payment;
use super::terms::Terms;
use crate::analysis::attribution::SourcedCriterion;
use crate::program::agreement::Agreement;
use crate::program::choice::Choice;
use crate::report::document::Document;

/// Headed clauses, numbered as they come.
#[derive(Debug, Default)]
pub(super) struct Clauses(Vec<(&'static str, Vec<String>)>);

impl Clauses {
    fn add(&mut self, title: &'static str, lines: Vec<String>) {
        self.0.push((title, lines));
    }

    /// Writes them as `1. Title` with `1.1`, `1.2` and so on.
    pub(super) fn write(self, doc: &mut Document) {
        for (number, (title, lines)) in (1..).zip(self.0) {
            doc.part(format!("{number}. {title}"));
            for (at, line) in (1..).zip(lines) {
                doc.say(format!("{number}.{at} {line}"));
            }
        }
    }
}

fn text(agreement: Option<&Agreement>, of: fn(&Agreement) -> Option<&str>, what: &str) -> String {
    or_blank(agreement.and_then(of), what)
}

/// All clauses.
pub(super) fn clauses(terms: &Terms, agreement: Option<&Agreement>, checkpoint: u16, notice: u16) -> Clauses {
    let mut all = Clauses::default();
    all.add(
        "Scope",
        vec![
            format!("Covered: {}.", plain(&text(agreement, |it| it.scope.as_deref(), "scope"))),
            format!("Territory: {}.", blank("territory")),
        ],
    );
    all.add("Commitments", vec![format!("{}.", plain(&text(agreement, |it| it.commitment.as_deref(), "commitments")))]);
    all.add(
        "Exclusivity",
        vec![format!("{}.", plain(&text(agreement, |it| it.exclusivity.as_deref(), "exclusivity")))],
    );
    all.add(
        "Term and checkpoints",
        vec![
            format!("Term: {}.", plain(&text(agreement, |it| it.term.as_deref(), "term"))),
            format!("Both sides review the partnership every {checkpoint} days, with the numbers of the last quarter."),
        ],
    );
    all.add(
        "Exit and data",
        vec![
            format!("Exit: {}.", plain(&text(agreement, |it| it.exit.as_deref(), "exit"))),
            format!("Either side gives notice {notice} days before the end."),
            format!(
                "What happens to shared data, open deals and leads at the end: {}.",
                blank("handling of data on exit")
            ),
        ],
    );
    all.add(
        "Tiers and benefits",
        vec!["Tier, criteria and benefits are those of the program guide in its current version.".to_owned()],
    );
    all.add("Attribution", attribution(terms));
    all.add(
        "Commission and margin",
        vec![
            "Rates are those of schedules A and B.".to_owned(),
            format!("An influenced deal pays {} of the rate.", terms.credit.influence_pay_factor),
        ],
    );
    all.add("Payment", payment(terms));
    all.add(
        "Deal registration",
        vec![
            format!("A registration is answered within {} hours.", terms.registration.sla_hours),
            format!("An approved registration protects the deal for {} days.", terms.registration.protection_days),
            format!("A valid registration adds {} to the margin of a reseller.", terms.commission.registration_bonus),
            format!("Two partners on one deal: {}.", blank("how conflicts of registrations are settled")),
        ],
    );
    all.add("Clawback", vec!["Commission on cancelled sales is taken back as schedule C says.".to_owned()]);
    all.add("Marketing funds", funds(terms));
    shared_matters(&mut all);
    all
}

fn shared_matters(all: &mut Clauses) {
    all.add(
        "Marks and joint content",
        vec![
            "Each side uses the other's name and logo only for this partnership and as the brand rules say.".to_owned(),
            format!("Approval of joint material: {}.", blank("who approves joint material, and in how many days")),
            format!("Who owns joint content: {}.", blank("rights in joint content")),
        ],
    );
    all.add("Confidentiality", vec![format!("{}.", blank("confidentiality: what, how long, exceptions"))]);
    all.add(
        "Leads and data protection",
        vec![
            format!("{}.", blank("data protection: roles, legal basis, processing agreement")),
            "Only leads whose consent covers it are passed on.".to_owned(),
        ],
    );
    all.add("Changes", vec![format!(
        "Changes of tiers, rates or rules are announced {} before they take effect and do not touch what was earned.",
        blank("notice of changes, in days")
    )]);
    all.add("Liability", vec![format!("{}.", blank("liability and its limits"))]);
    all.add("Governing law", vec![format!("{}.", blank("governing law and venue"))]);
}

fn attribution(terms: &Terms) -> Vec<String> {
    let rules = &terms.attribution;
    let asked: Vec<String> = SourcedCriterion::ALL
        .iter()
        .zip(rules.enabled)
        .filter(|(_, enabled)| *enabled)
        .map(|(criterion, _)| criterion.label().to_lowercase())
        .collect();
    vec![
        format!("A deal is sourced by a partner when all of this holds: {}.", asked.join("; ")),
        format!("A registration is in time until {} days after the first contact.", rules.registration_days),
        format!("A deal is influenced in reports by: {}.", rules.report_rule.label().to_lowercase()),
        format!("A deal is influenced for payment by: {}.", rules.pay_rule.label().to_lowercase()),
        format!("Reports credit {} of an influenced deal.", terms.credit.influence_credit),
    ]
}

fn funds(terms: &Terms) -> Vec<String> {
    let rules = &terms.mdf;
    let trigger = rules.payout_trigger.label().to_lowercase();
    let mut lines = vec!["Amounts are those of schedule D.".to_owned()];
    if rules.min_arr.cents() > 0 {
        lines.push(format!("Funds need sourced revenue of at least {} in twelve months.", terms.money(rules.min_arr)));
    }
    lines.extend([
        "A request names the activity and the leads or pipeline it is to bring.".to_owned(),
        format!("Requests from {} are approved by a director.", terms.money(rules.director_from)),
        format!("Paid within {} days; the days begin with: {trigger}.", rules.payout_days),
        format!("Results are reported within {} days of the activity.", rules.report_days),
    ]);
    lines
}

/// Without the full stop that the sentence around it has.
fn plain(text: &str) -> &str {
    text.strip_suffix('.').unwrap_or(text)
}

//! Where the measures of the whole program come from.

use super::form::{Explanation, Line};
use super::path::{counted, number};
use crate::analysis::attribution::DealClass;
use crate::analysis::derived::{DealMeasures, Derived, PartnerMeasures, Sum};
use crate::analysis::exact::{Exact, exact_percent, percent_shown};
use crate::analysis::partner_kpis::CountRate;
use crate::analysis::truth::Truth;
use crate::program::Kind;
use crate::program::choice::Choice;
use crate::program::deal::{Deal, DealStage};
use crate::program::side::Side;

impl Derived {
    pub(super) fn explain_program(&self, field: &str) -> Option<Explanation> {
        let totals = self.program().revenue;
        Some(match field {
            "revenue" | "won_t12m" => self.all_won(),
            "sourced_share" => self.share("Sourced share", totals.sourced, totals.sourced_share(), "kpi.sourced"),
            "influenced_share" => self.share("Influenced share", totals.influenced, totals.influenced_share(), ""),
            "any_involvement_share" => {
                let part = totals.sourced.plus(totals.influenced);
                self.share("Share with any partner involved", part, totals.any_involvement_share(), "kpi.any")
            }
            "credited_share" => self.share("Credited share", totals.credited, totals.credited_share(), ""),
            "forecast" => self.forecast(),
            "activation" => self.activation(),
            "retention" => self.retention(),
            "nps" => self.program_nps(),
            "qbr_completion" => self.reviews_held(None),
            "our_promises" => self.promises_kept(None, Side::Us),
            "their_promises" => self.promises_kept(None, Side::Partner),
            _ => return None,
        })
    }

    fn won(&self) -> impl Iterator<Item = (&Deal, &DealMeasures)> {
        let window = self.periods().t12m;
        self.deals().filter(move |(deal, _)| {
            deal.stage == DealStage::Won && deal.closed_on.is_some_and(|on| window.contains(on))
        })
    }

    fn sum_line(&self, label: &str, sum: Sum, counts: impl Fn(DealClass) -> bool) -> Line {
        let deals: Vec<&str> =
            self.won().filter(|(_, measures)| counts(measures.class)).map(|(deal, _)| deal.id.as_str()).collect();
        let line = Line::new(label, self.money_told(sum.exact())).with_note(counted(deals.len(), "won deal"));
        line.from(Kind::Deal, deals)
    }

    fn all_won(&self) -> Explanation {
        let totals = self.program().revenue;
        let value = self.money_told(totals.total.exact());
        let mut explanation = Explanation::new("R-34", "Won revenue, 12 months", value)
            .says("Every won deal of the trailing twelve months, with partners and direct.");
        let is = |wanted: DealClass| move |class: DealClass| class == wanted;
        explanation.inputs = vec![
            self.sum_line("All won deals", totals.total, |_| true),
            self.sum_line("Sourced by partners", totals.sourced, is(DealClass::Sourced)),
            self.sum_line("Influenced by partners", totals.influenced, is(DealClass::Influenced)),
        ];
        self.window(&mut explanation);
        if totals.unclassified > 0 {
            let deals = counted(totals.unclassified as usize, "won deal");
            explanation.changes.push(format!("{deals} of unknown class count only in the whole"));
        }
        explanation
    }

    fn window(&self, explanation: &mut Explanation) {
        let days = self.periods().t12m;
        explanation.thresholds.push(Line::new("Closed", format!("{} to {}", days.first, days.last)));
        let missing = self.program().revenue.total.unconverted;
        if missing > 0 {
            let deals = counted(missing as usize, "won deal");
            explanation.changes.push(format!("{deals} without an amount in the program's currency: sums stay unknown"));
        }
    }

    fn share(&self, title: &str, part: Sum, share: Option<Exact>, range: &str) -> Explanation {
        let totals = self.program().revenue;
        let mut explanation = Explanation::new("R-34", format!("{title}, 12 months"), percent_shown(share.as_ref()))
            .says("Revenue of these deals out of all won revenue, direct deals included.");
        let counts = |class: DealClass| match title {
            "Sourced share" => class == DealClass::Sourced,
            "Influenced share" => class == DealClass::Influenced,
            _ => matches!(class, DealClass::Sourced | DealClass::Influenced),
        };
        explanation.inputs = vec![
            self.sum_line(title.trim_end_matches(" share"), part, counts),
            self.sum_line("All won deals", totals.total, |_| true),
        ];
        if let Some(share) = &share {
            let how = format!(
                "{} / {} = {}%, one decimal, half away from zero",
                self.money_told(part.exact()),
                self.money_told(totals.total.exact()),
                exact_percent(share)
            );
            explanation.steps.push(Line::new("Share", percent_shown(Some(share))).with_note(how));
        }
        self.window(&mut explanation);
        if !range.is_empty() {
            let (low, high) = (format!("{range}_low"), format!("{range}_high"));
            explanation.settings = self.setting_lines(&[&low, &high]);
            let value = |line: &Line| line.value.clone();
            let ends: Vec<String> = explanation.settings.iter().map(value).collect();
            explanation.thresholds.push(Line::new("Benchmark", ends.join(" to ")));
        }
        explanation
    }

    fn forecast(&self) -> Explanation {
        let total = self.program().revenue.forecast;
        let mut explanation = Explanation::new("R-57", "Weighted pipeline", self.money_told(total.exact()))
            .says("Of every open deal the amount times the chance of its stage, rounded deal by deal.");
        let mut keys = Vec::new();
        for &stage in DealStage::ALL.iter().filter(|stage| !matches!(stage, DealStage::Won | DealStage::Lost)) {
            let mut sum = Sum::default();
            let mut deals = Vec::new();
            for (deal, measures) in self.deals().filter(|(deal, _)| deal.stage == stage) {
                sum.add(measures.weighted);
                deals.push(deal.id.as_str());
            }
            let note = format!("{} at {}", counted(deals.len(), "deal"), self.policy().pipeline.probability(stage));
            explanation
                .inputs
                .push(Line::new(stage.label(), self.money_told(sum.exact())).with_note(note).from(Kind::Deal, deals));
            keys.push(format!("pipeline.probability.{}", stage.word()));
        }
        let terms: Vec<String> = explanation.inputs.iter().map(|line| line.value.clone()).collect();
        explanation.steps.push(Line::new("Sum", self.money_told(total.exact())).with_note(terms.join(" + ")));
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        explanation.settings = self.setting_lines(&keys);
        explanation
    }

    fn partners_line(&self, label: &str, counts: impl Fn(&PartnerMeasures) -> bool) -> Line {
        let found: Vec<&str> =
            self.partners().filter(|found| counts(found)).map(|found| found.partner.as_str()).collect();
        Line::new(label, found.len().to_string()).from(Kind::Partner, found)
    }

    fn activation(&self) -> Explanation {
        let signed = |found: &PartnerMeasures| found.tier.agreement_in_force == Truth::Yes;
        let lines = vec![
            self.partners_line("Signed partners", signed),
            self.partners_line("Activated of them", |found| signed(found) && found.activated),
        ];
        let mut explanation = told_rate("R-35", "Activation", self.program().activation, lines);
        explanation.says = "Activated partners out of those with an agreement in force.";
        explanation.settings = self.setting_lines(&["activated.definition", "kpi.activation_target"]);
        explanation
    }

    fn retention(&self) -> Explanation {
        let before = |found: &PartnerMeasures| found.revenue.won_year_before > 0;
        let lines = vec![
            self.partners_line("Won a deal in the year before", before),
            self.partners_line("Won again in the last 12 months", |found| before(found) && found.revenue.won_t12m > 0),
        ];
        let mut explanation = told_rate("R-35", "Retention", self.program().retention, lines);
        explanation.says = "Partners that won deals in both years out of those that did a year earlier.";
        let (now, then) = (self.periods().t12m, self.periods().t12m_before);
        explanation.thresholds = vec![
            Line::new("The year before", format!("{} to {}", then.first, then.last)),
            Line::new("The last 12 months", format!("{} to {}", now.first, now.last)),
        ];
        explanation.settings = self.setting_lines(&["kpi.retention_target"]);
        explanation
    }

    fn program_nps(&self) -> Explanation {
        let nps = self.program().nps;
        let mut explanation = Explanation::new("R-35", "Partner NPS", number(nps.score(), 1))
            .says("100 times promoters (9, 10) less detractors (0 to 6), out of all answers of 12 months.");
        explanation.inputs = vec![
            Line::new("Promoters", nps.promoters.to_string()).with_note("9 or 10"),
            Line::new("Passives", nps.passives.to_string()).with_note("7 or 8"),
            Line::new("Detractors", nps.detractors.to_string()).with_note("0 to 6"),
        ];
        if nps.responses() > 0 {
            let how = format!("100 * ({} - {}) / {}", nps.promoters, nps.detractors, nps.responses());
            explanation.steps.push(Line::new("NPS", number(nps.score(), 1)).with_note(how));
        }
        explanation.settings = self.setting_lines(&["kpi.nps_target"]);
        explanation
    }
}

/// A rate of two counts, as a proof.
pub(super) fn told_rate(rule: &'static str, title: &str, rate: CountRate, lines: Vec<Line>) -> Explanation {
    let shown = percent_shown(rate.rate().as_ref());
    let mut explanation = Explanation::new(rule, title, shown.clone());
    explanation.inputs = lines;
    let exact = rate.rate().map(|rate| format!(" = {}%", exact_percent(&rate))).unwrap_or_default();
    explanation.steps.push(Line::new("Rate", shown).with_note(format!("{} / {}{exact}", rate.part, rate.of)));
    explanation
}

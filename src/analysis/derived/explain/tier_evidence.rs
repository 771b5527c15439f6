//! The records behind the metrics that tiers ask for: which deals, registrations, trainings and people were counted.

use super::form::Line;
use super::path::Subject;
use crate::analysis::attribution::DealClass;
use crate::analysis::criteria_words::{amount, measured};
use crate::analysis::derived::metrics;
use crate::program::Kind;
use crate::program::criterion::{Metric, StandardMetric, Window};
use crate::program::deal::{Deal, DealStage};

impl Subject<'_> {
    /// Every metric that the partner's ladder asks for, once, with the records it counts.
    pub(super) fn metrics(&self) -> Vec<Line> {
        let mut seen: Vec<(Metric, Window)> = Vec::new();
        let mut lines = Vec::new();
        let ladder = self.derived.ladders().for_type(self.partner.r#type);
        for step in ladder.into_iter().flat_map(|ladder| &ladder.tiers) {
            for leaf in self.derived.criteria_of(&self.partner.id, &step.criteria) {
                let pair = (leaf.metric.clone(), leaf.window);
                if seen.contains(&pair) {
                    continue;
                }
                let value = leaf.actual.map(|value| amount(value, &leaf.metric, self.derived.currency()));
                let line =
                    Line::new(measured(&leaf.metric, leaf.window), value.unwrap_or_else(|| "unknown".to_owned()));
                lines.push(self.counted_in(line, &leaf.metric, leaf.window));
                seen.push(pair);
            }
        }
        lines
    }

    fn counted_in(&self, line: Line, metric: &Metric, window: Window) -> Line {
        let Metric::Standard(metric) = metric else {
            return line.with_note("as reported").from(Kind::Partner, [self.partner.id.as_str()]);
        };
        let sourced = |class: DealClass| class == DealClass::Sourced;
        let influenced = |class: DealClass| class == DealClass::Influenced;
        let either = |class: DealClass| sourced(class) || influenced(class);
        match metric {
            StandardMetric::SourcedArr => self.deals_of(line, window, &|_, class| sourced(class)),
            StandardMetric::InfluencedArr => self.deals_of(line, window, &|_, class| influenced(class)),
            StandardMetric::CreditedArr | StandardMetric::AllPartnerArr | StandardMetric::DealsClosed => {
                self.deals_of(line, window, &|_, class| either(class))
            }
            StandardMetric::SoldArr => {
                let own = &self.partner.id;
                self.deals_of(line, window, &|deal, _| deal.partner.as_ref() == Some(own))
            }
            StandardMetric::Referrals | StandardMetric::DealsRegistered => self.registrations_in(line, *metric, window),
            StandardMetric::CertifiedPeople => {
                let people = metrics::certified_people(&self.derived.context(), self.partner);
                line.with_note("active people with a valid certification")
                    .from(Kind::Contact, people.iter().map(|contact| contact.id.as_str()))
            }
            StandardMetric::ExamsPassed | StandardMetric::TrainingsCompleted => {
                let context = self.derived.context();
                let records = metrics::completed(&context, self.partner, *metric, window);
                line.from(Kind::TrainingRecord, records.iter().map(|record| record.id.as_str()))
            }
            StandardMetric::ContentDownloads => line.with_note("not recorded"),
        }
    }

    fn deals_of(&self, line: Line, window: Window, counts: &dyn Fn(&Deal, DealClass) -> bool) -> Line {
        let periods = self.derived.periods();
        let deals = self.derived.partner_deals(&self.partner.id).filter(|(deal, measures)| {
            let class = measures.part(&self.partner.id).map_or(DealClass::None, |part| part.class);
            let closed = deal.closed_on.filter(|_| deal.stage == DealStage::Won);
            closed.is_some_and(|on| periods.contains(window, on)) && counts(deal, class)
        });
        line.from(Kind::Deal, deals.map(|(deal, _)| deal.id.as_str()))
    }

    fn registrations_in(&self, line: Line, metric: StandardMetric, window: Window) -> Line {
        let context = self.derived.context();
        let registrations = context.index.registrations.of(&self.partner.id).iter();
        let counted = registrations.filter(|found| {
            let on = match metric {
                StandardMetric::Referrals => metrics::referral_date(&context, found),
                _ => metrics::registered(found.state).then(|| found.submitted_at.date()),
            };
            on.is_some_and(|on| context.periods.contains(window, on))
        });
        line.from(Kind::DealRegistration, counted.map(|found| found.id.as_str()))
    }
}

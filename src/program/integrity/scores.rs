//! Scores inside their scale.

use super::violation::Check;
use crate::program::record::Record;

pub(super) fn check(check: &mut Check<'_>) {
    let program = check.program;
    for card in program.scorecards.iter() {
        let scores = [
            ("customer_overlap", card.customer_overlap),
            ("product_synergy", card.product_synergy),
            ("sales_capacity", card.sales_capacity),
            ("marketing_capability", card.marketing_capability),
            ("technical_depth", card.technical_depth),
            ("brand_alignment", card.brand_alignment),
            ("commitment_level", card.commitment_level),
        ];
        within(check, card, &scores, 1, 5);
    }
    for evaluation in program.evaluations.iter() {
        let scores = [
            ("strategic_fit", evaluation.strategic_fit),
            ("market_position", evaluation.market_position),
            ("technical_capability", evaluation.technical_capability),
            ("go_to_market", evaluation.go_to_market),
            ("cultural_fit", evaluation.cultural_fit),
        ];
        within(check, evaluation, &scores, 1, 5);
    }
    for maturity in program.maturity.iter() {
        let levels = [
            ("strategy", maturity.strategy),
            ("partner_types", maturity.partner_types),
            ("tiers", maturity.tiers),
            ("economics", maturity.economics),
            ("enablement", maturity.enablement),
            ("operations", maturity.operations),
            ("metrics", maturity.metrics),
        ];
        within(check, maturity, &levels, 1, 4);
    }
    for response in program.nps_responses.iter() {
        within(check, response, &[("score", Some(response.score))], 0, 10);
    }
    for review in program.reviews.iter() {
        within(check, review, &[("stars", Some(review.stars))], 1, 5);
    }
    for qbr in program.qbrs.iter() {
        let temperatures = [("temperature", qbr.temperature), ("partner_temperature", qbr.partner_temperature)];
        within(check, qbr, &temperatures, 1, 5);
    }
}

fn within<T: Record>(check: &mut Check<'_>, record: &T, scores: &[(&'static str, Option<u8>)], low: u8, high: u8) {
    for (field, score) in scores {
        if let Some(score) = score.filter(|score| !(low..=high).contains(score)) {
            let message = format!("{score} is not from {low} to {high}");
            check.report(record, "score_out_of_range", field, message);
        }
    }
}

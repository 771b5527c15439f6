//! Foundations and partner scoring.

use quarterdeck::analysis::evaluation::{
    Evaluation, EvaluationCriterion, default_weights, evaluate, strategic_value_of,
};
use quarterdeck::analysis::exact::{percent_shown, shown, whole, widened};
use quarterdeck::analysis::growth::{Growth, growth};
use quarterdeck::analysis::health::{
    EngagementDays, HealthBand, HealthDimension, HealthFacts, HealthRules, engagement_level, fit_of_score, health,
};
use quarterdeck::analysis::matrix::{MatrixFacts, Midlines, Quadrant, investment_call, place};
use quarterdeck::analysis::outreach::{OutreachLevel, Qualifiers, follow_up_dates, outreach_priority};
use quarterdeck::analysis::partner_kpis::Nps;
use quarterdeck::analysis::periods::{Days, Periods};
use quarterdeck::analysis::scorecard::{Scorecard, ScorecardBand, ScorecardDimension, ScorecardScale};
use quarterdeck::analysis::split::{split as split_integers, split_money};
use quarterdeck::program::choice::Choice;
use quarterdeck::program::money::Money;
use quarterdeck::program::partner::PartnerType;
use quarterdeck::program::period::{FiscalCalendar, Quarter};
use quarterdeck::program::rate::Percent;
use serde_json::{Value, json};

use crate::{big, count, date, flag, fraction_text, list, money, number, or, percent, percent_text, read, word, words};

pub(crate) fn split(input: &Value) -> Value {
    let weights: Vec<_> = list(input, "weights")
        .iter()
        .map(|weight| weight.as_u64().map_or_else(|| big(weight.as_str().unwrap()), whole))
        .collect();
    if input["unit"] == "count" {
        let total = i128::from(input["total"].as_i64().unwrap());
        let parts = split_integers(total, &weights);
        let (done, left) = if parts.is_some() { (total, 0) } else { (0, total) };
        let parts = parts.unwrap_or_else(|| vec![0; weights.len()]);
        let parts: Vec<i64> = parts.into_iter().map(|part| part as i64).collect();
        return json!({"unit": "count", "parts": parts, "allocated": done as i64, "unallocated": left as i64});
    }
    let total = money(input, "total").unwrap();
    let zero = Money::from_cents(0);
    let parts = split_money(total, &weights, 2);
    let (done, left) = if parts.is_some() { (total, zero) } else { (zero, total) };
    let parts = parts.unwrap_or_else(|| vec![zero; weights.len()]);
    json!({"unit": "money", "parts": parts, "allocated": done, "unallocated": left})
}

pub(crate) fn periods(input: &Value) -> Value {
    let as_of = date(input, "as_of").unwrap();
    let calendar = FiscalCalendar::starting_in(or(&input["settings"], "fiscal_year_start_month", 1) as u8);
    let periods = Periods::new(as_of, calendar);
    let days = |days: Days| json!({"first_day": days.first, "last_day": days.last});
    let quarter = |quarter: Quarter| {
        let (first, last) = (calendar.first_day(quarter), calendar.last_day(quarter));
        json!({"number": quarter.number, "first_day": first, "last_day": last})
    };
    let current = calendar.quarter_of(as_of);
    let (first, fourth) = (Quarter { number: 1, ..current }, Quarter { number: 4, ..current });
    let placed = list(input, "dates").iter().map(|text| {
        let date = text.as_str().unwrap().parse().unwrap();
        json!({"date": text, "in_t12m": periods.t12m.contains(date), "in_t90d": periods.t90d.contains(date)})
    });
    json!({
        "fiscal_year": {"first_day": calendar.first_day(first), "last_day": calendar.last_day(fourth)},
        "current_quarter": quarter(current),
        "last_completed_quarter": quarter(periods.last_quarter),
        "prior_year_quarter": quarter(periods.last_quarter.year_before()),
        "t12m": days(periods.t12m),
        "t90d": days(periods.t90d),
        "dates": placed.collect::<Vec<_>>(),
    })
}

fn growth_between(input: &Value, current: &str, previous: &str) -> Growth {
    growth(money(input, current), money(input, previous), percent(&input["settings"], "flat_band", 0))
}

pub(crate) fn growth_of(input: &Value) -> Value {
    let growth = growth_between(input, "current", "previous");
    json!({
        "state": growth.state.word(),
        "growth_exact": percent_text(growth.exact().as_ref()),
        "growth_display": percent_shown(growth.exact().as_ref()),
        "at_least_20": growth.at_least_20(),
        "no_base_year": growth.state.word() == "new",
    })
}

pub(crate) fn health_of(input: &Value) -> Value {
    let growth = growth_between(input, "current_quarter_revenue", "prior_year_quarter_revenue");
    let counted = ["submitted", "approved", "converted", "expired"];
    let from_states = || {
        let states = input["registration_states"].as_array()?;
        Some(states.iter().filter(|state| counted.contains(&state.as_str().unwrap())).count() as u64)
    };
    let registrations = count(input, "registrations").or_else(from_states).map(|count| count as u32);
    let days = input["days_since_portal_activity"].as_i64().map(|days| days.min(1_000_000) as i32);
    let engagement = engagement_level(
        word(input, "engagement"),
        days,
        flag(input, "never_logged_in") == Some(true),
        &EngagementDays::default(),
    );
    let scores = input["nps_responses"].as_array();
    let asked = || scores.and_then(|scores| scores.iter().map(|s| s.as_u64().unwrap() as u8).collect::<Nps>().score());
    let nps = read::<String>(input, "nps")
        .map(|text| number(&text))
        .or_else(|| input["nps"].as_i64().map(|nps| number(&nps.to_string())).or_else(asked));
    let fit = word(input, "strategic_fit").or(count(input, "strategic_fit_score").map(|s| fit_of_score(s as u8)));
    let facts = HealthFacts { growth, registrations, engagement, nps, strategic_fit: fit };
    let health = health(
        &facts,
        &HealthRules {
            no_revenue_points: or(&input["settings"], "no_revenue_points", 0) as u8,
            ..HealthRules::default()
        },
    );
    let dimension = |dimension: HealthDimension| json!({"points": health.points(dimension), "max": dimension.max()});
    let colour = match health.band {
        HealthBand::Champion => "green",
        HealthBand::Healthy => "yellow_green",
        HealthBand::AtRisk => "yellow",
        HealthBand::Critical => "orange",
        HealthBand::Churning => "red",
        HealthBand::Unknown => "none",
    };
    let dimensions: serde_json::Map<String, Value> =
        HealthDimension::ALL.iter().map(|&kind| (kind.word().to_owned(), dimension(kind))).collect();
    json!({
        "dimensions": dimensions, "growth_state": growth.state.word(), "registrations_counted": registrations,
        "engagement": engagement.map(Choice::word), "nps_exact": fraction_text(nps),
        "strategic_fit": fit.map(Choice::word), "lo": health.low, "hi": health.high, "score": health.score(),
        "band": health.band.word(), "colour": colour, "display": health.display(),
        "unknown": words(health.unknown()), "reported_score": input["reported_score"],
    })
}

fn evaluation_in(scores: &Value, settings: &Value, weights: &str) -> Evaluation {
    let scores = |name: &EvaluationCriterion| count(scores, name.word()).map(|score| score as u8);
    let mut values = [None; 5];
    let mut shares = default_weights();
    for (index, criterion) in EvaluationCriterion::ALL.iter().enumerate() {
        values[index] = scores(criterion);
        if let Some(weight) = read::<Percent>(&settings[weights], criterion.word()) {
            shares[index] = weight;
        }
    }
    evaluate(values, &shares)
}

pub(crate) fn scorecard(input: &Value) -> Value {
    let mut scores = [None; 7];
    for (score, dimension) in scores.iter_mut().zip(ScorecardDimension::ALL) {
        *score = count(&input["scores"], dimension.word()).map(|score| score as u8);
    }
    let card = Scorecard::new(scores);
    let settings = &input["settings"];
    let evaluation =
        input["evaluation"].is_object().then(|| evaluation_in(&input["evaluation"], settings, "evaluation_weights"));
    let band = |scale| card.band(scale, evaluation.as_ref());
    let scale = word(settings, "scale").unwrap_or(ScorecardScale::Literal);
    let chosen = band(scale).unwrap();
    let bands: serde_json::Map<String, Value> = ScorecardScale::ALL
        .iter()
        .map(|&scale| (scale.word().to_owned(), json!(band(scale).map(Choice::word))))
        .collect();
    json!({
        "raw": card.raw(), "raw_lo": card.raw_low(), "raw_hi": card.raw_high(),
        "out_of_50_exact": fraction_text(card.out_of_50()), "missing": words(card.missing()),
        "scale": scale.word(), "band": chosen.word(), "bands": bands,
        "action": chosen.action().map(Choice::word),
    })
}

pub(crate) fn evaluation(input: &Value) -> Value {
    let evaluation = evaluation_in(&input["scores"], &input["settings"], "weights");
    let display = |value: Option<_>, places| value.map_or_else(|| "n/a".to_owned(), |v| shown(&widened(&v), places));
    json!({
        "evaluation_exact": fraction_text(evaluation.value()),
        "evaluation_display": display(evaluation.value(), 2),
        "strategic_value_exact": fraction_text(evaluation.strategic_value()),
        "strategic_value_display": display(evaluation.strategic_value(), 2),
        "out_of_50_exact": fraction_text(evaluation.out_of_50()),
        "out_of_50_display": display(evaluation.out_of_50(), 1),
        "evaluation_lo_exact": fraction_text(Some(evaluation.low)),
        "evaluation_hi_exact": fraction_text(Some(evaluation.high)),
        "strategic_value_lo_exact": fraction_text(Some(strategic_value_of(&evaluation.low))),
        "strategic_value_hi_exact": fraction_text(Some(strategic_value_of(&evaluation.high))),
        "missing": words(evaluation.missing()),
    })
}

pub(crate) fn outreach(input: &Value) -> Value {
    let settings = &input["settings"];
    let scale = word(settings, "scale").unwrap_or(ScorecardScale::Literal);
    let band =
        count(input, "raw").map_or_else(|| word(input, "band").unwrap(), |raw| ScorecardBand::of_raw(raw as u8, scale));
    let qualifiers = Qualifiers {
        active_interest: flag(input, "active_interest"),
        shared_customer: flag(input, "shared_customer"),
        strategic_market: flag(input, "strategic_market"),
        growth_potential: flag(input, "growth_potential"),
    };
    let priority = outreach_priority(band, &qualifiers);
    let held = priority.iter().flat_map(|priority| &priority.held_back_by);
    let held: Vec<Value> = held.map(|(q, state)| json!({"qualifier": q.word(), "state": state})).collect();
    let level = priority.as_ref().map(|priority| priority.level);
    let dates = date(input, "scored_on").filter(|_| level == Some(OutreachLevel::P3)).map(|scored| {
        let months = |name, default| or(settings, name, default) as u16;
        follow_up_dates(scored, months("check_in_months", 3), months("rescore_months", 6))
    });
    json!({
        "band": band.word(), "base_level": priority.as_ref().map(|p| p.base.word()), "level": level.map(Choice::word),
        "held_back_by": held, "action": level.map(OutreachLevel::action),
        "check_in_on": dates.map(|(check_in, _)| check_in), "rescore_on": dates.map(|(_, rescore)| rescore),
    })
}

pub(crate) fn matrix(input: &Value) -> Value {
    let settings = &input["settings"];
    let evaluation =
        input["evaluation"].is_object().then(|| evaluation_in(&input["evaluation"], settings, "evaluation_weights"));
    let facts = MatrixFacts {
        override_value: read::<String>(input, "strategic_value").map(|text| number(&text)),
        evaluation: evaluation.as_ref(),
        scorecard_raw: count(input, "scorecard_raw").map(|raw| raw as u8),
        has_closed_won: flag(input, "has_closed_won") == Some(true),
        credited: money(input, "credited_revenue_t12m"),
        potential: money(input, "revenue_potential"),
    };
    let midlines = Midlines {
        strategic: read::<String>(settings, "strategic_midline").map_or(number("50"), |text| number(&text)),
        revenue: money(settings, "revenue_midline").unwrap_or(Money::whole(100_000)),
    };
    let placement = place(&facts, &midlines);
    let health: HealthBand = word(input, "health_band").unwrap_or(HealthBand::Unknown);
    let value = placement.strategic_value.map(|(value, _)| value);
    let (strategic, revenue) = (value.is_none(), placement.revenue.is_none());
    let missing = [(strategic, "strategic_value"), (revenue, "revenue")];
    let declared: Option<PartnerType> =
        read::<String>(input, "declared_type").map(|text| PartnerType::read(&text).unwrap_or(PartnerType::Services));
    let quadrant = placement.quadrant;
    let draw = |at: Option<f64>| at.map(|at| format!("{at:.3}"));
    json!({
        "placed": quadrant.is_some(),
        "unplaced_because": missing.iter().filter(|(is, _)| *is).map(|(_, name)| *name).collect::<Vec<_>>(),
        "strategic_value_exact": fraction_text(value),
        "strategic_value_display": value.map_or_else(|| "n/a".to_owned(), |value| shown(&widened(&value), 2)),
        "strategic_value_source": placement.strategic_value.map(|(_, source)| source.word()),
        "revenue": placement.revenue.map(|(revenue, _)| revenue),
        "revenue_source": placement.revenue.map(|(_, source)| source.word()),
        "hollow": placement.is_hollow(),
        "strategic_high": value.map(|value| value >= midlines.strategic),
        "revenue_high": placement.revenue.map(|(revenue, _)| revenue >= midlines.revenue),
        "quadrant": quadrant.map(Choice::word),
        "call": quadrant.map(|quadrant| investment_call(quadrant, health).word()),
        "type_note": quadrant.zip(declared).is_some_and(|(quadrant, declared)| Quadrant::is_foreign(quadrant, declared)),
        "draw_x": draw(placement.position().map(|(x, _)| x)),
        "draw_y": draw(placement.position().map(|(_, y)| y)),
    })
}

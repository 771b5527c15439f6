//! The settings of a program as the inputs of calculators: one table of calculator, input and setting. What the program
//! decided otherwise stands in the calculator; an input that is given wins.

use serde_json::{Map, Value, json};

use super::schema::{Calculator, Field, Kind, Need};
use crate::program::settings::{SettingValue, Settings, registry};

/// Inputs that are settings: the calculators, the input and the setting with `{}` for the name, and the names. A name is
/// the same in both, or written `input=setting`.
struct Family(&'static [&'static str], &'static str, &'static str, &'static str);

/// The planner's calculators.
const PLANNER: &[&str] = &["goal-plan", "goal-sensitivity"];

#[rustfmt::skip]
const FAMILIES: &[Family] = &[
    Family(&["growth", "health", "segmentation"], "settings.{}", "growth.{}", "flat_band"),
    Family(&["health"], "settings.{}", "health.{}", "no_revenue_points"),
    Family(&["scorecard", "outreach-priority"], "settings.{}", "scorecard.{}", "scale"),
    Family(&["evaluation"], "settings.weights.{}", "evaluation.weight.{}", WEIGHTS),
    Family(&["scorecard", "value-matrix"], "settings.evaluation_weights.{}", "evaluation.weight.{}", WEIGHTS),
    Family(&["outreach-priority"], "settings.{}", "outreach.{}", "check_in_months rescore_months"),
    Family(&["value-matrix"], "settings.{}", "matrix.{}", "strategic_midline revenue_midline"),
    Family(&["tier-metrics"], "settings.{}", "tier.{}", "referral_rule"),
    Family(&["tier-metrics"], "settings.{}", "influence.{}", "influenced_credit=credit"),
    Family(&["effective-tier"], "settings.{}", "tier.{}",
        "provisional_months override_max_months override_min_strategic_value"),
    Family(&["tier-ladder"], "settings.{}", "tier.{}", "max_step max_tiers"),
    Family(&["pipeline"], "settings.probabilities.{}", "pipeline.probability.{}",
        "registered qualified proposal negotiation won lost"),
    Family(&["pipeline"], "settings.{}", "pipeline.{}", "stuck_days"),
    Family(&["pool-split"], "settings.shares.{}", "pool.{}", "gold_platinum=top silver experimental"),
    Family(&["commission"], "settings.{}", "influence.{}", "influence_factor=pay_factor"),
    Family(&["reseller-margin"], "settings.{}", "reseller.{}", "registration_bonus"),
    Family(&["reseller-margin", "deal-registration"], "settings.{}", "registration.{}", "protection_days"),
    Family(&["deal-registration"], "settings.{}", "registration.{}",
        "sla_hours first_days min_tier_rank allow_tier allow_first_days allow_certified"),
    Family(&["volume-rebate"], "settings.{}", "rebate.{}", "method scope custom_from"),
    Family(&["volume-rebate"], "{}", "rebate.{}", "custom_rate"),
    Family(&["spiff"], "settings.{}", "spiff.{}", "activation_days"),
    Family(&["clawback"], "settings.{}", "clawback.{}", "full_days half_days end_days middle_share"),
    Family(&["mdf-request"], "settings.{}", "mdf.{}", "preset min_arr tier_rule director_from"),
    Family(&["mdf-accrual"], "settings.{}", "mdf.{}", "rate=accrual_rate"),
    Family(&["mdf-coop"], "settings.{}", "mdf.{}", "match_rate=coop_match"),
    Family(&["mdf-reimbursement"], "settings.{}", "mdf.{}", "trigger=payout_trigger days=payout_days"),
    Family(&["mdf-utilization"], "settings.{}", "benefit.{}", "target=mdf_target"),
    Family(&["affiliate-economics"], "settings.{}", "affiliate.{}",
        "term_months basis=recovery_basis apply_churn=recovery_churn"),
    Family(&["affiliate-rate"], "{}", "affiliate.{}", "plan"),
    Family(&["affiliate-rate"], "settings.{}", "affiliate.{}", "method=band_method manager_from"),
    Family(&["affiliate-payout"], "settings.{}", "affiliate.{}", "minimum=minimum_payout"),
    Family(&["affiliate-cookie"], "settings.{}", "affiliate.{}", "cookie_days"),
    Family(&["affiliate-holdback"], "settings.{}", "affiliate.{}", "holdback_days"),
    Family(&["attribution"], "settings.{}", "sourced.{}", "registration_days same_day_counts"),
    Family(&["attribution"], "settings.{}", "influence.{}", "report_rule pay_rule"),
    Family(&["touch-split"], "{}", "touch.{}", "model"),
    Family(&["touch-split", "deal-credit"], "settings.{}", "touch.{}", "half_life_days include_direct"),
    Family(&["cfo-report"], "settings.{}", "touch.{}", "half_life_days"),
    Family(&["touch-split", "deal-credit", "cfo-report"], "settings.kind_weights.{}", "touch.weight.{}",
        "introduction demo technical proposal meeting co_sell email"),
    Family(&["deal-credit"], "settings.{}", "influence.{}", "influence_credit=credit influence_pay_factor=pay_factor"),
    Family(&["revenue-kpis", "cfo-report"], "settings.{}", "influence.{}", "influence_credit=credit"),
    Family(&["revenue-kpis", "cfo-report"], "settings.{}", "kpi.{}", "any_base"),
    Family(&["revenue-kpis", "cfo-report"], "settings.sourced_band.{}", "kpi.sourced_{}", "lo=low hi=high"),
    Family(&["revenue-kpis", "cfo-report"], "settings.any_band.{}", "kpi.any_{}", "lo=low hi=high"),
    Family(&["cfo-report"], "settings.{}", "kpi.{}", "cost_base"),
    Family(&["cross-check"], "settings.{}", "kpi.{}", "tolerance=crosscheck_tolerance"),
    Family(&["partner-kpis"], "settings.{}", "kpi.{}",
        "activation_target retention_target qbr_target nps_target first_deal_days"),
    Family(&["benefit-utilization"], "settings.targets.{}", "benefit.{}_target",
        "mdf training deal_registration=registration content_library=content sales_support=support"),
    Family(&["segmentation"], "settings.{}", "segmentation.{}",
        "silver_threshold top_percent growth_percent min_strategic_value max_registrations"),
    Family(&["capacity"], "settings.ranges.strategic.{}", "capacity.strategic_{}", "lo=low hi=high"),
    Family(&["capacity"], "settings.ranges.growth.{}", "capacity.growth_{}", "lo=low hi=high"),
    Family(&["capacity"], "settings.ranges.stable.{}", "capacity.stable_{}", "lo=low hi=high"),
    Family(&["capacity"], "settings.ranges.long_tail.{}", "capacity.long_tail_{}", "lo=low hi=high"),
    Family(&["capacity"], "settings.ranges.at_risk.{}", "capacity.at_risk_{}", "lo=low hi=high"),
    Family(&["lifecycle"], "settings.{}", "lifecycle.{}", "recruit_days onboard_days enable_days"),
    Family(&["escalation"], "settings.{}", "escalation.{}", "critical_hours high_hours medium_hours low_hours"),
    Family(&["qbr-plan"], "settings.{}", "qbr.{}", "pack_days agenda_days follow_up_hours"),
    Family(&["revenue-concentration"], "settings.{}", "qbr.{}", "top_n=top_partners"),
    Family(&["enablement-metrics"], "settings.{}", "training.{}",
        "completion_lo=completion_target certification_lo=certification_target active_days=portal_days"),
    Family(&["enablement-metrics"], "settings.{}", "kpi.{}", "first_deal_below_days=first_deal_days"),
    Family(&["certification"], "settings.{}", "certification.{}",
        "sales_months technical_months expert_months expiring_days expert_rule"),
    Family(&["freshness"], "settings.{}", "freshness.{}",
        "monthly_days quarterly_days annual_days ongoing_days case_study_months"),
    Family(&["maturity"], "settings.{}", "maturity.{}", "above_minimum"),
    Family(&["org-stage"], "settings.{}", "organisation.{}", "growth_from scale_from enterprise_from"),
    Family(&["cadence"], "settings.{}", "cadence.{}", "weekly_days bi_weekly_days=biweekly_days bi_annual_days=biannual_days"),
    Family(&["pilot-gate"], "settings.{}", "pilot.{}", "pilot_days=days leads_required"),
    Family(&["agreement"], "settings.{}", "agreement.{}", "term_months checkpoint_days notice_days"),
    Family(&["campaign-timeline"], "settings.{}", "campaign.{}",
        "weekend_shift lead_error_days campaign_lead_days=lead_days"),
    Family(&["campaign-timeline"], "settings.{}", "webinar.{}", "webinar_lead_days=lead_days"),
    Family(&["lead-distribution"], "settings.{}", "leads.{}", "alternate_first secondary_after_days qualified_route"),
    Family(&["plan-generator"], "settings.{}", "onboarding.{}", "activation_tasks"),
    Family(&["rollout-waves"], "settings.{}", "rollout.{}", "concurrent_per_manager wave_gap_days"),
    Family(&["run-of-show"], "settings.{}", "agenda.{}",
        "total_lo=total_low total_hi=total_high presentation_lo=presentation_low presentation_hi=presentation_high \
         q_and_a_lo=q_and_a_low q_and_a_hi=q_and_a_high error_from"),
    Family(&["webinar-funnel"], "settings.{}", "webinar.{}",
        "calibration_min registration_lo=registration_low registration_hi=registration_high \
         attendance_lo=attendance_low attendance_hi=attendance_high request_lo=request_low request_hi=request_high \
         opportunity_lo=opportunity_low opportunity_hi=opportunity_high close_lo=close_low close_hi=close_high \
         engagement_lo=engagement_low pipeline_lo=pipeline_low pipeline_hi=pipeline_high \
         registrants_lo=registrants_low registrants_hi=registrants_high"),
    Family(&["event-bands"], "settings.webinar_{}", "webinar.{}",
        "registration_lo=registration_low registration_hi=registration_high attendance_lo=attendance_low \
         attendance_hi=attendance_high engagement_lo=engagement_low quality_lo=request_low quality_hi=request_high \
         pipeline_lo=pipeline_low pipeline_hi=pipeline_high"),
    Family(&["event-bands"], "settings.conference_{}", "conference.{}",
        "attendance_lo=attendance_low engagement_lo=engagement_low quality_lo=quality_low \
         pipeline_lo=pipeline_low pipeline_hi=pipeline_high"),
    Family(&["event-roi"], "{}", "event.{}", "lead_to_opportunity opportunity_to_close"),
    Family(&["listing-score"], "settings.{}", "listing.{}",
        "weight_app_name weight_tagline weight_description weight_screenshots weight_video weight_reviews \
         weight_category weight_pricing tagline_max_words video_lo=video_low video_hi=video_high \
         review_count_min=reviews_good rating_min=rating_good review_max_age_days"),
    Family(&["listing-metrics"], "settings.{}", "listing.{}",
        "views_good views_great install_good install_great activation_good activation_great rating_good \
         rating_great reviews_good reviews_great seo_rating"),
    Family(&["review-asks"], "settings.{}", "reviews.{}",
        "post_install_email_lo=email_low post_install_email_hi=email_high in_app_prompt_lo=in_app_low \
         in_app_prompt_hi=in_app_high success_milestone_lo=milestone_low success_milestone_hi=milestone_high \
         direct_outreach_lo=direct_low direct_outreach_hi=direct_high batch_lo=batch_low batch_hi=batch_high"),
    Family(&["goal-mix"], "settings.{}", "affiliate.{}", "affiliate_acv_limit=acv_limit"),
    Family(&["goal-mix"], "settings.{}", "planner.{}", "integrations"),
    Family(&["goal-plan", "goal-sensitivity", "goal-mix"], "settings.activation.{}", "planner.activation_{}", "low mode high"),
    Family(&["goal-plan", "goal-sensitivity", "goal-mix"], "settings.ranges.{}", "planner.{}", RANGES),
    Family(PLANNER, "settings.{}", "planner.{}", "draws seed onboardings_per_manager"),
    Family(&["goal-target", "goal-mix", "goal-plan", "goal-sensitivity"], "{}", "planner.{}", "direct_growth retention"),
];

const WEIGHTS: &str =
    "strategic_fit market_position technical_capability go_to_market_alignment=go_to_market cultural_fit";

#[rustfmt::skip]
const RANGES: &str = "\
    technology.tau_low technology.tau_high technology.q_low technology.q_mode technology.q_high \
    referral.tau_low referral.tau_high referral.q_low referral.q_mode referral.q_high \
    affiliate.tau_low affiliate.tau_high affiliate.q_low affiliate.q_mode affiliate.q_high \
    reseller.tau_low reseller.tau_high reseller.q_low reseller.q_mode reseller.q_high \
    si.tau_low=services.tau_low si.tau_high=services.tau_high si.q_low=services.q_low \
    si.q_mode=services.q_mode si.q_high=services.q_high \
    strategic.tau_low strategic.tau_high strategic.q_low strategic.q_mode strategic.q_high \
    oem.tau_low oem.tau_high oem.q_low oem.q_mode oem.q_high";

/// An input that the program does not fill where another one is given in its place.
const INSTEAD: &[(&str, &str)] =
    &[("direct_growth", "direct_growth_range"), ("plan", "settings.bands"), ("denominator", "planned_new_arr")];

/// Inputs made of several settings, or of a word that means something else there: calculator, input, settings, value.
type Made = (&'static str, &'static str, &'static str, fn(&Settings) -> Value);

const MADE: &[Made] = &[
    ("qbr-plan", "settings.agenda_minutes", "qbr.minutes.", agenda),
    ("volume-rebate", "settings.bands", "rebate.", rebate_bands),
    ("attribution", "settings.criteria", "sourced.", criteria),
    ("webinar-funnel", "settings.include_social", "webinar.reach_base", include_social),
    ("tier-progress", "mode", "tier.progress_mode", progress_mode),
    ("tier-progress", "settings.revenue_metric", "tier.metric", revenue_metric),
    ("tier-qualification", "settings.revenue_metric", "tier.metric", revenue_metric),
    ("tier-ladder", "settings.revenue_metric", "tier.metric", revenue_metric),
    ("goal-target", "denominator", "planner.denominator", denominator),
    ("goal-mix", "denominator", "planner.denominator", denominator),
    ("goal-plan", "denominator", "planner.denominator", denominator),
    ("goal-sensitivity", "denominator", "planner.denominator", denominator),
];

/// An input of a calculator that is a setting of the program: its path and the setting.
pub(super) fn rows(calculator: &str) -> Vec<(String, String)> {
    let mine = FAMILIES.iter().filter(|family| family.0.contains(&calculator));
    let row = |family: &'static Family| {
        family.3.split_whitespace().map(|name| {
            let (input, setting) = name.split_once('=').unwrap_or((name, name));
            (family.1.replace("{}", input), family.2.replace("{}", setting))
        })
    };
    mine.flat_map(row).collect()
}

/// The inputs for which this program decided otherwise than the calculator's defaults, as an input object.
pub fn inputs_under(calculator: &Calculator, settings: &Settings) -> Map<String, Value> {
    let rows = rows(calculator.name);
    let decided = |key: &str| settings.get(key) != registry().default_of(key);
    let changed: Vec<&str> = rows.iter().filter(|(_, key)| decided(key)).map(|(path, _)| parent(path)).collect();
    let mut found = Map::new();
    for (path, key) in &rows {
        let whole = parent(path).contains('.') && changed.contains(&parent(path));
        if !whole && !decided(key) {
            continue;
        }
        let value = settings.get(key).and_then(|value| as_input(value, declared(calculator.inputs, path)));
        if let Some(value) = value {
            place(&mut found, path, value);
        }
    }
    for (name, path, prefix, value) in MADE {
        let of_rule = |key: &str| key.starts_with(prefix);
        let any = registry().keys().any(|key| of_rule(key.as_str()) && decided(key.as_str()));
        let value = (*name == calculator.name && any).then(|| value(settings)).filter(|value| !value.is_null());
        if let Some(value) = value {
            place(&mut found, path, value);
        }
    }
    found
}

/// The input with what it leaves open taken from the program; what is given stays.
pub(super) fn filled(calculator: &Calculator, settings: &Settings, input: Map<String, Value>) -> Map<String, Value> {
    let mut under = inputs_under(calculator, settings);
    for (ours, theirs) in INSTEAD {
        let given = theirs.split('.').try_fold(None, |at: Option<&Value>, part| {
            Some(Some(at.map_or_else(|| input.get(part), |value| value.get(part))?))
        });
        if given.is_some() {
            under.remove(*ours);
        }
    }
    lay_over(&mut under, input);
    under
}

fn lay_over(below: &mut Map<String, Value>, above: Map<String, Value>) {
    for (name, value) in above {
        match (below.get_mut(&name), value) {
            (Some(Value::Object(known)), Value::Object(given)) => lay_over(known, given),
            (_, value) => {
                below.insert(name, value);
            }
        }
    }
}

fn parent(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(parent, _)| parent)
}

fn place(object: &mut Map<String, Value>, path: &str, value: Value) {
    match path.split_once('.') {
        None => {
            object.insert(path.to_owned(), value);
        }
        Some((first, rest)) => {
            let inner = object.entry(first).or_insert_with(|| Value::Object(Map::new()));
            if let Value::Object(inner) = inner {
                place(inner, rest, value);
            }
        }
    }
}

/// The kind that a path is declared with; none where the calculator reads that part itself.
pub(super) fn declared(fields: &'static [Field], path: &str) -> Option<&'static Field> {
    let (first, rest) = path.split_once('.').map_or((path, None), |(first, rest)| (first, Some(rest)));
    let mut named = fields.iter().filter(|field| field.name == first && field.need != Need::Refused);
    named.find_map(|field| match (rest, &field.kind) {
        (None, _) => Some(field),
        (Some(rest), Kind::Object(fields)) => declared(fields, rest),
        (Some(_), _) => None,
    })
}

/// A setting as an input is written; nothing where the input cannot say it, such as `lifetime`.
fn as_input(value: SettingValue, field: Option<&Field>) -> Option<Value> {
    let kind = field.map(|field| &field.kind);
    let counted = |text: String| match kind {
        Some(Kind::Count { .. }) => text.parse::<i64>().ok().map(Value::from),
        _ => Some(Value::from(text)),
    };
    match value {
        SettingValue::Flag(flag) => Some(flag.into()),
        SettingValue::Whole(value, _) if matches!(kind, Some(Kind::Number { .. } | Kind::Decimal { .. })) => {
            Some(value.to_string().into())
        }
        SettingValue::Whole(value, _) => Some(value.into()),
        SettingValue::Percent(_) => Some(value.to_string().trim_end_matches('%').into()),
        SettingValue::Multiplier(_) => Some(value.to_string().trim_end_matches('x').into()),
        SettingValue::Money(_) => Some(value.to_string().into()),
        SettingValue::Number(_) => counted(value.to_string()),
        SettingValue::Word(word) => match kind {
            Some(Kind::Enum(_) | Kind::Choice(_)) => Some(word.into()),
            Some(Kind::Own(..)) => word.parse::<i64>().ok().map(Value::from),
            _ => None,
        },
    }
}

fn agenda(settings: &Settings) -> Value {
    let sections = ["relationship", "performance", "pipeline", "joint_plan", "support"];
    sections.map(|section| settings.whole(&format!("qbr.minutes.{section}"))).to_vec().into()
}

fn rebate_bands(settings: &Settings) -> Value {
    let band = |name: &str| {
        let rate = settings.percent(&format!("rebate.{name}_rate")).to_string();
        json!({"from": settings.money(&format!("rebate.{name}_from")).to_string(), "rate": rate.trim_end_matches('%')})
    };
    json!([{"from": "0.00", "rate": "0"}, band("first"), band("second")])
}

fn criteria(settings: &Settings) -> Value {
    let switches = [
        ("lead_source", "lead_source"),
        ("registered_before", "registered_before_opportunity"),
        ("within_days", "registered_in_time"),
        ("no_direct_engagement", "no_prior_direct"),
        ("primary_relationship", "primary_relationship"),
    ];
    let asked = switches.iter().filter(|(key, _)| settings.flag(&format!("sourced.{key}")));
    asked.map(|(_, word)| *word).collect::<Vec<_>>().into()
}

fn include_social(settings: &Settings) -> Value {
    (settings.get("webinar.reach_base") == Some(SettingValue::Word("email_and_social"))).into()
}

fn revenue_metric(settings: &Settings) -> Value {
    match settings.get("tier.metric") {
        Some(SettingValue::Word("sourced_t12m")) => "sourced_arr".into(),
        Some(SettingValue::Word("influenced_t12m")) => "influenced_arr".into(),
        Some(SettingValue::Word("credited_t12m")) => "credited_arr".into(),
        Some(SettingValue::Word("all_partner_t12m")) => "all_partner_arr".into(),
        _ => Value::Null,
    }
}

fn progress_mode(settings: &Settings) -> Value {
    match settings.get("tier.progress_mode") {
        Some(SettingValue::Word("from_current")) => "from_current".into(),
        _ => "absolute".into(),
    }
}

fn denominator(settings: &Settings) -> Value {
    match settings.get("planner.denominator") {
        Some(SettingValue::Word("today_base")) => "today".into(),
        Some(SettingValue::Word("new_revenue")) => "new".into(),
        _ => "end".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::calculators::{all, find, run_under};

    #[test]
    fn every_row_names_an_input_and_a_setting_that_exist() {
        let families = FAMILIES.iter().flat_map(|family| family.0);
        let names = families.chain(MADE.iter().map(|(name, ..)| name));
        for name in names {
            let calculator = find(name).unwrap_or_else(|| panic!("{name}"));
            for (path, key) in rows(name) {
                assert!(registry().definition(&key).is_some(), "{name}: {key}");
                let known = declared(calculator.inputs, &path).is_some()
                    || declared(calculator.inputs, parent(&path)).is_some();
                assert!(known, "{name}: {path}");
            }
        }
    }

    #[test]
    fn the_defaults_of_the_calculators_are_those_of_the_register() {
        for calculator in all() {
            for (path, key) in rows(calculator.name) {
                let field = declared(calculator.inputs, &path);
                let Some(Need::Default(written)) = field.map(|field| field.need) else { continue };
                let Some(of_register) = registry().default_of(&key).and_then(|value| as_input(value, field)) else {
                    continue;
                };
                let of_calculator: Value = serde_json::from_str(written).unwrap();
                let text = |value: &Value| match value {
                    Value::String(text) => text.clone(),
                    other => other.to_string(),
                };
                assert_eq!(text(&of_calculator), text(&of_register), "{} {path} and {key}", calculator.name);
            }
        }
    }

    #[test]
    fn a_program_without_decisions_fills_nothing() {
        for calculator in all() {
            assert!(inputs_under(calculator, &Settings::default()).is_empty(), "{}", calculator.name);
        }
    }

    #[test]
    fn what_is_given_wins_over_the_program() {
        let settings = Settings::default().set("listing.views_good", "2000").unwrap();
        let band = |text: &str| {
            let envelope = run_under("listing-metrics", text.as_bytes(), &settings);
            serde_json::to_value(&envelope).unwrap()["data"]["metrics"][0]["band"].clone()
        };
        assert_eq!(band(r#"{"views":1500}"#), "below");
        assert_eq!(band(r#"{"views":1500,"settings":{"views_good":1000}}"#), "good");
    }
}

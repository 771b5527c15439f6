//! A whole program reports nothing; a record broken in one way is reported for it and for nothing else.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::integrity;
use crate::program::{AnyRecord, Kind, Program};

/// A whole program: one record of each kind that has invariants.
fn whole() -> Vec<(Kind, Value)> {
    let score = |id: &str| json!({"id": id, "partner": "acme", "on": "2026-01-01"});
    vec![
        (Kind::Profile, json!({"name": "P", "currency": "USD", "fiscal_start_month": 1, "partner_share": "20%"})),
        (Kind::TeamMember, json!({"id": "ann", "name": "Ann", "role": "vp", "allocation": "100%", "active": true})),
        (Kind::Goal, json!({"id": "share", "metric": "sourced", "value": "30", "due": "2027-01-01"})),
        (Kind::TierTrack, json!({"id": "resell", "name": "R", "types": ["reseller"]})),
        (Kind::TierTrack, json!({"id": "tech", "name": "T", "types": ["technology"]})),
        (Kind::Tier, tier("base", 0, json!({"all": []}))),
        (Kind::Tier, tier("gold", 1, json!({"meets": {"metric": "sourced_arr", "value": "100000.00"}}))),
        (Kind::Benefit, json!({"id": "support", "name": "S", "order": 0, "kind": "scale", "levels": ["low", "high"]})),
        (
            Kind::Partner,
            json!({"id": "acme", "name": "Acme", "stage": "monitor", "signed_on": "2026-01-01",
            "granted_tier": "gold", "tier_since": "2026-02-01", "portal_last_active": "2026-03-01"}),
        ),
        (
            Kind::TypeProfile,
            json!({"id": "t", "partner_type": "reseller", "in_program": true, "support_level": "light"}),
        ),
        (Kind::Contact, contact("jo")),
        (Kind::Scorecard, score("card")),
        (Kind::Evaluation, score("eval")),
        (Kind::Maturity, json!({"id": "m", "on": "2026-01-01", "tiers": 4})),
        (Kind::NpsResponse, json!({"id": "n", "partner": "acme", "on": "2026-01-01", "score": 10})),
        (
            Kind::Agreement,
            json!({"id": "a", "partner": "acme", "start": "2026-01-01", "end": "2027-01-01",
            "notice_days": 90, "checkpoint_days": 90}),
        ),
        (
            Kind::Escalation,
            json!({"id": "e", "partner": "acme", "severity": "high", "trigger": "x",
            "opened_at": "2026-01-01T09:00+00:00", "responded_at": "2026-01-01T10:00+00:00"}),
        ),
        (
            Kind::Qbr,
            json!({"id": "q", "partner": "acme", "quarter": "2026-Q1", "scheduled_for": "2026-03-01",
            "state": "held", "minutes": 60, "started_at": "2026-03-01T09:00+00:00", "ended_at": "2026-03-01T10:00+00:00",
            "temperature": 5, "sections": [{"section": "pipeline"}]}),
        ),
        (
            Kind::Deal,
            json!({"id": "d", "name": "D", "partner": "acme", "amount": "-5.00", "stage": "won",
            "closed_on": "2026-02-01", "cancelled_on": "2026-02-01", "cancel_reason": "downgrade", "downgraded_to": "1.00"}),
        ),
        (Kind::Deal, json!({"id": "open", "name": "O", "stage": "proposal", "expected_close": "2026-12-01"})),
        (
            Kind::DealRegistration,
            json!({"id": "r", "partner": "acme", "submitted_at": "2026-01-02",
            "decided_at": "2026-01-03T09:00+00:00", "state": "approved", "approved_on": "2026-01-03"}),
        ),
        (Kind::RevenueRecord, json!({"id": "rev", "partner": "acme", "quarter": "2025-Q4", "amount": "5.00"})),
        (Kind::CompPlan, plan("p1", 1)),
        (Kind::CompPlan, plan("p2", 2)),
        (Kind::Payment, json!({"id": "pay", "partner": "acme", "kind": "clawback", "amount": "-5.00"})),
        (
            Kind::MdfRequest,
            json!({"id": "mdf", "partner": "acme", "amount": "5.00", "purpose": "events",
            "activity_on": "2026-05-01", "requested_on": "2026-04-01", "state": "requested"}),
        ),
        (
            Kind::Spiff,
            json!({"id": "s", "name": "S", "kind": "activation", "start": "2026-01-01", "end": "2026-02-01"}),
        ),
        (
            Kind::AffiliateMonth,
            json!({"id": "am", "partner": "acme", "month": "2026-01", "clicks": 1, "signups": 1,
            "paid": 1, "refunds": 0, "revenue": "0.00"}),
        ),
        (Kind::Quote, json!({"id": "quote", "deal": "d", "on": "2026-01-01", "list": "5.00"})),
        (
            Kind::AudienceList,
            json!({"id": "ours", "name": "O", "size": 100, "overlaps": [{"list": "theirs", "size": 50}]}),
        ),
        (Kind::AudienceList, json!({"id": "theirs", "name": "T", "size": 50})),
        (Kind::Campaign, campaign("web", json!(["acme"]))),
        (Kind::Campaign, campaign("web2", json!(["acme"]))),
        (Kind::Speaker, json!({"id": "sp", "campaign": "web", "name": "S", "side": "us", "role": "speaker"})),
        (
            Kind::AgendaItem,
            json!({"id": "ai", "campaign": "web", "order": 0, "title": "T", "minutes": 1,
            "kind": "intro", "speaker": "sp"}),
        ),
        (Kind::Task, task("t1", json!([]))),
        (Kind::Task, task("t2", json!(["t1"]))),
        (Kind::Task, task("t3", json!(["t2", "t1"]))),
        (Kind::Listing, json!({"id": "l", "marketplace": "M", "name": "L"})),
        (
            Kind::ListingMonth,
            json!({"id": "lm", "listing": "l", "month": "2026-01", "views": 3, "installs": 2, "activations": 1}),
        ),
        (Kind::Review, json!({"id": "rv", "listing": "l", "stars": 1, "on": "2026-01-01"})),
    ]
}

fn tier(id: &str, order: u8, criteria: Value) -> Value {
    json!({"id": id, "name": id, "order": order, "criteria": criteria, "review_months": 12, "grace_quarters": 1,
        "benefits": {"support": "low"}})
}

fn contact(id: &str) -> Value {
    json!({"id": id, "partner": "acme", "name": id, "role": "primary", "active": true})
}

fn plan(id: &str, version: u16) -> Value {
    json!({"id": id, "name": "Plan", "model": "tiered", "version": version, "announced_on": "2026-01-01",
        "effective_on": "2026-02-01", "bands": [{"from": "0.00", "rate": "5%"}, {"from": "10.00", "rate": "6%"}],
        "clawback": true, "basis": "acv"})
}

fn campaign(id: &str, partners: Value) -> Value {
    json!({"id": id, "name": id, "kind": "webinar", "partners": partners, "launch": "2026-05-01", "state": "planned"})
}

fn task(id: &str, depends_on: Value) -> Value {
    json!({"id": id, "title": id, "campaign": "web", "side": "us", "due": "2026-04-01", "offset": -30, "depends_on": depends_on})
}

fn put(program: &mut Program, kind: Kind, json: &Value) {
    program.put(AnyRecord::from_json(kind, json.clone()).unwrap_or_else(|error| panic!("{kind}: {error}\n{json}")));
}

fn program() -> Program {
    let mut program = Program::named("P");
    for (kind, json) in whole() {
        put(&mut program, kind, &json);
    }
    program
}

/// Kind, identifier, what is changed about the record (null takes a field out), and what is reported: code and field.
#[allow(clippy::too_many_lines, reason = "a list")]
fn broken() -> Vec<(Kind, &'static str, Value, &'static str, &'static str)> {
    let nested = (0..9).fold(json!({"all": []}), |inner, _| json!({"not": inner}));
    vec![
        (Kind::Partner, "acme", json!({"owner": "bob"}), "dangling_reference", "owner"),
        (Kind::Profile, "program", json!({"fiscal_start_month": 13}), "month_out_of_range", "fiscal_start_month"),
        (Kind::Profile, "program", json!({"fiscal_start_month": 0}), "month_out_of_range", "fiscal_start_month"),
        (Kind::Profile, "program", json!({"partner_share": "100.5%"}), "share_out_of_range", "partner_share"),
        (Kind::TeamMember, "ann", json!({"allocation": "101%"}), "allocation_out_of_range", "allocation"),
        (Kind::TeamMember, "ann", json!({"allocation": "-1%"}), "allocation_out_of_range", "allocation"),
        (Kind::Goal, "share", json!({"value": "101"}), "goal_value_out_of_unit", "value"),
        (Kind::Goal, "share", json!({"metric": "partners", "value": "2.5"}), "goal_value_out_of_unit", "value"),
        (Kind::Goal, "share", json!({"metric": "nps", "value": "-101"}), "goal_value_out_of_unit", "value"),
        (
            Kind::Goal,
            "share",
            json!({"metric": "revenue_per_partner", "value": "1.005"}),
            "goal_value_out_of_unit",
            "value",
        ),
        (Kind::TierTrack, "tech", json!({"types": ["technology", "reseller"]}), "type_on_two_tracks", "types"),
        (Kind::Tier, "gold", json!({"order": 2}), "tier_order", "order"),
        (Kind::Tier, "gold", json!({"track": "tech"}), "tier_order", "order"),
        (Kind::Tier, "gold", json!({"criteria": {"all": []}}), "tier_without_criteria", "criteria"),
        (Kind::Tier, "base", json!({"criteria": {"at_least": {"n": 1, "of": []}}}), "criteria_impossible", "criteria"),
        (Kind::Tier, "base", json!({"criteria": nested}), "criteria_impossible", "criteria"),
        (Kind::Tier, "gold", json!({"criteria": {"holds": "gold"}}), "designation_cycle", "criteria"),
        (
            Kind::PointScheme,
            "adv",
            json!({"name": "A", "score_bands": [{"name": "x", "from": "0"}, {"name": "y", "from": "0"}]}),
            "points_impossible",
            "categories",
        ),
        (
            Kind::Tier,
            "base",
            json!({"criteria": {"meets": {"metric": "referrals", "value": "1.5"}}}),
            "criteria_impossible",
            "criteria",
        ),
        (
            Kind::Tier,
            "base",
            json!({"criteria": {"meets": {"metric": "referrals", "value": "-1"}}}),
            "criteria_impossible",
            "criteria",
        ),
        (Kind::Tier, "gold", json!({"benefits": {"support": "middle"}}), "benefit_outside_its_kind", "benefits"),
        (Kind::Benefit, "perk", json!({"name": "P", "order": 1, "kind": "scale"}), "scale_without_levels", "levels"),
        (Kind::Partner, "acme", json!({"name": " "}), "no_name", "name"),
        (Kind::Partner, "acme", json!({"tier_since": null}), "tier_without_date", "tier_since"),
        (Kind::Partner, "acme", json!({"granted_tier": null}), "tier_without_date", "tier_since"),
        (
            Kind::Partner,
            "acme",
            json!({"portal_last_active": "2025-12-31"}),
            "portal_before_signature",
            "portal_last_active",
        ),
        (
            Kind::Partner,
            "acme",
            json!({"tier_override": {"tier": "base", "reason": "x", "from": "2026-01-01", "until": "2026-01-01"}}),
            "ends_before_start",
            "tier_override",
        ),
        (
            Kind::Partner,
            "acme",
            json!({"strategic_value_override": "101"}),
            "score_out_of_range",
            "strategic_value_override",
        ),
        (Kind::Partner, "acme", json!({"entered_nps": "-101"}), "score_out_of_range", "entered_nps"),
        (Kind::Partner, "acme", json!({"utc_offset_minutes": 841}), "offset_out_of_range", "utc_offset_minutes"),
        (
            Kind::TypeProfile,
            "u",
            json!({"partner_type": "reseller", "in_program": true, "support_level": "light"}),
            "type_profile_twice",
            "partner_type",
        ),
        (Kind::Contact, "li", contact("li"), "two_primary_contacts", "role"),
        (Kind::Agreement, "a", json!({"end": "2026-01-01"}), "ends_before_start", "end"),
        (Kind::Scorecard, "card", json!({"brand_alignment": 0}), "score_out_of_range", "brand_alignment"),
        (Kind::Evaluation, "eval", json!({"cultural_fit": 6}), "score_out_of_range", "cultural_fit"),
        (Kind::Maturity, "m", json!({"tiers": 5}), "score_out_of_range", "tiers"),
        (Kind::NpsResponse, "n", json!({"score": 11}), "score_out_of_range", "score"),
        (Kind::Review, "rv", json!({"stars": 0}), "score_out_of_range", "stars"),
        (Kind::Qbr, "q", json!({"temperature": 6}), "score_out_of_range", "temperature"),
        (
            Kind::Escalation,
            "e",
            json!({"responded_at": "2026-01-01T08:59+00:00"}),
            "answered_before_opened",
            "responded_at",
        ),
        (
            Kind::Escalation,
            "e",
            json!({"resolved_at": "2025-12-31T09:00+00:00"}),
            "resolved_before_opened",
            "resolved_at",
        ),
        (Kind::Qbr, "q", json!({"ended_at": null}), "held_without_end", "ended_at"),
        (Kind::Qbr, "q", json!({"ended_at": "2026-03-01T08:00+00:00"}), "ends_before_start", "ended_at"),
        (
            Kind::Qbr,
            "q",
            json!({"sections": [{"section": "pipeline"}, {"section": "pipeline"}]}),
            "section_twice",
            "sections",
        ),
        (Kind::Deal, "won", json!({"name": "W", "stage": "won"}), "closed_without_date", "closed_on"),
        (Kind::Deal, "lost", json!({"name": "L", "stage": "lost"}), "closed_without_date", "closed_on"),
        (Kind::Deal, "open", json!({"closed_on": "2026-01-01"}), "open_with_close_date", "closed_on"),
        (Kind::Deal, "open", json!({"amount": "-1.00"}), "negative_open_deal", "amount"),
        (Kind::Deal, "open", json!({"cancelled_on": "2026-01-01"}), "cancelled_not_won", "cancelled_on"),
        (Kind::Deal, "open", json!({"cancel_reason": "churn"}), "reason_without_cancellation", "cancel_reason"),
        (Kind::Deal, "open", json!({"lost_reason": "price"}), "reason_not_lost", "lost_reason"),
        (Kind::Deal, "d", json!({"cancel_reason": "fraud"}), "value_without_downgrade", "downgraded_to"),
        (Kind::Deal, "d", json!({"cancelled_on": "2026-01-31"}), "cancelled_before_close", "cancelled_on"),
        (Kind::DealRegistration, "r", json!({"approved_on": null}), "approval_and_state", "approved_on"),
        (Kind::DealRegistration, "r", json!({"state": "rejected"}), "approval_and_state", "approved_on"),
        (Kind::DealRegistration, "r", json!({"decided_at": "2026-01-01"}), "decided_before_submitted", "decided_at"),
        (Kind::RevenueRecord, "rev", json!({"quarter": "2026-Q1"}), "revenue_counted_twice", "quarter"),
        (
            Kind::CompPlan,
            "p1",
            json!({"bands": [{"from": "5.00", "rate": "5%"}, {"from": "5.00", "rate": "6%"}]}),
            "bands_out_of_order",
            "bands",
        ),
        (Kind::CompPlan, "p2", json!({"version": 1}), "plan_version_twice", "version"),
        (Kind::CompPlan, "p1", json!({"announced_on": "2026-02-02"}), "effective_before_announced", "effective_on"),
        (Kind::Payment, "pay", json!({"amount": "5.00"}), "payment_sign", "amount"),
        (Kind::Payment, "pay", json!({"kind": "commission"}), "payment_sign", "amount"),
        (Kind::MdfRequest, "mdf", json!({"amount": "-0.01"}), "negative_amount", "amount"),
        (Kind::Spiff, "s", json!({"end": "2026-01-01"}), "ends_before_start", "end"),
        (Kind::AffiliateMonth, "am", json!({"revenue": "-0.01"}), "negative_amount", "revenue"),
        (Kind::Quote, "quote", json!({"list": "-0.01"}), "negative_amount", "list"),
        (
            Kind::AudienceList,
            "ours",
            json!({"overlaps": [{"list": "theirs", "size": 51}]}),
            "overlap_too_large",
            "overlaps",
        ),
        (Kind::Campaign, "web", json!({"partners": []}), "campaign_without_partner", "partners"),
        (Kind::AgendaItem, "ai", json!({"minutes": 0}), "no_minutes", "minutes"),
        (Kind::AgendaItem, "ai", json!({"campaign": "web2"}), "speaker_of_another_campaign", "speaker"),
        (Kind::Task, "t1", json!({"campaign": null}), "offset_without_start", "offset"),
        (Kind::Task, "t3", json!({"depends_on": ["t3", "t1"]}), "tasks_in_a_circle", "depends_on"),
        (Kind::ListingMonth, "lm", json!({"installs": 4}), "more_installs_than_views", "installs"),
        (Kind::ListingMonth, "lm", json!({"activations": 3}), "more_activations_than_installs", "activations"),
    ]
}

#[test]
fn a_whole_program_reports_nothing() {
    assert_eq!(integrity(&program()), []);
    assert_eq!(integrity(&Program::named("empty")), []);
    let mut summit = program();
    put(&mut summit, Kind::Campaign, &{
        let mut summit = campaign("summit", json!([]));
        summit["kind"] = json!("summit");
        summit
    });
    assert_eq!(integrity(&summit), []);
}

#[test]
fn each_broken_record_is_reported_for_what_is_broken_and_for_nothing_else() {
    for (kind, id, change, code, field) in broken() {
        let mut program = program();
        let mut json = program.record(kind, id).map_or_else(|| json!({"id": id}), |record| record.to_json());
        let (Some(fields), Some(change)) = (json.as_object_mut(), change.as_object()) else { panic!("{code}") };
        for (name, value) in change {
            fields.insert(name.clone(), value.clone());
        }
        fields.retain(|_, value| !value.is_null());
        put(&mut program, kind, &json);
        let found: Vec<_> = integrity(&program).iter().map(|v| (v.code, v.kind, v.id.to_string(), v.field)).collect();
        assert_eq!(found, [(code, kind, id.to_owned(), field)], "{kind} {id} {change:?}");
    }
}

#[test]
fn a_circle_is_reported_with_all_its_tasks_and_none_that_only_hang_on_it() {
    let mut program = program();
    for (id, on) in [("t1", json!(["t2"])), ("t2", json!(["t1"])), ("t4", json!(["t3"]))] {
        put(&mut program, Kind::Task, &task(id, on));
    }
    let found: Vec<String> = integrity(&program).iter().map(|violation| violation.id.to_string()).collect();
    assert_eq!(found, ["t1", "t2"]);
}

#[test]
fn every_code_has_a_broken_record() {
    let sources = [
        include_str!("campaigns.rs"),
        include_str!("deals.rs"),
        include_str!("enablement.rs"),
        include_str!("partners.rs"),
        include_str!("payments.rs"),
        include_str!("profile.rs"),
        include_str!("references.rs"),
        include_str!("relationship.rs"),
        include_str!("scores.rs"),
        include_str!("tasks.rs"),
        include_str!("tiers.rs"),
    ];
    let tested: BTreeSet<&str> = broken().iter().map(|(_, _, _, code, _)| *code).collect();
    let mut seen = 0;
    for source in sources {
        // A code is a string that a second argument follows: the field.
        let parts: Vec<&str> = source.split('"').collect();
        for (i, code) in parts.iter().enumerate().skip(1).step_by(2) {
            let between = parts[i + 1].trim();
            let is_code =
                between == "," || between.starts_with(", field,") || between.starts_with(", reference.field,");
            let is_word = code.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
            let starts = parts[i - 1].trim_end().ends_with(',');
            let named = is_code && is_word && starts && parts[i - 1].trim() != ",";
            assert!(!named || tested.contains(code), "{code} has no broken record in `broken()`");
            seen += usize::from(tested.contains(code));
        }
    }
    assert!(seen >= tested.len(), "{seen}");
}

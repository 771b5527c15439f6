//! Statements of partners over the example programs: they reconcile to the cent, and the past stays as it was.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use jiff::civil::{Date, date};
use proptest::prelude::*;
use quarterdeck::analysis::derived::Derived;
use quarterdeck::analysis::money::deal_commission::CommissionGap;
use quarterdeck::analysis::money::ledger::{Line, LineKind};
use quarterdeck::analysis::money::plan::RateSource;
use quarterdeck::analysis::money::statement::{Statement, Statements};
use quarterdeck::analysis::periods::Days;
use quarterdeck::program::id::Id;
use quarterdeck::program::money::Money;
use quarterdeck::program::partner::Partner;
use quarterdeck::program::period::days_after;
use quarterdeck::program::{AnyRecord, Kind, Program};
use serde_json::{Value, json};

fn northwind() -> (Program, Derived) {
    let program = quarterdeck::store::read(include_bytes!("../saves/northwind.ron")).unwrap().program;
    let derived = Derived::new(&program, date(2026, 9, 30));
    (program, derived)
}

fn id(text: &str) -> Id<Partner> {
    text.parse().unwrap()
}

fn money(text: &str) -> Money {
    text.parse().unwrap()
}

fn of(statements: &Statements<'_>, partner: &str, first: Date, last: Date) -> Statement {
    statements.of(&id(partner), Days { first, last }).unwrap()
}

#[test]
fn every_deal_is_paid_by_the_plan_version_of_its_day_and_says_why() {
    let (program, derived) = northwind();
    let statements = Statements::new(&program, &derived);
    let found = of(&statements, "techservices", date(2026, 1, 1), date(2026, 3, 31));
    assert_eq!(found.total(LineKind::Commission), money("59675.00"));
    let first = &found.commissions[0];
    assert_eq!((first.deal.as_str(), first.base), ("fenton-water-2025", Some(money("93500.00"))));
    assert_eq!(first.plan.as_ref().map(|plan| (plan.id.as_str(), plan.version)), Some(("services-commission", 1)));
    let rate = first.rate.as_ref().unwrap();
    assert_eq!(
        (rate.percent.to_string(), rate.source, rate.tier_assumed),
        ("25%".to_owned(), RateSource::TierCard, false)
    );
    let reason = &found.lines[0].reason;
    assert!(reason.starts_with("1500.00 and 25% of 93500.00 (acv), Services commission, version 1"), "{reason}");
    assert_eq!(found.closing, found.opening.plus(found.earned()).minus(found.paid()));
}

#[test]
fn where_no_plan_was_in_force_what_was_paid_stands() {
    let (program, derived) = northwind();
    let found = of(&Statements::new(&program, &derived), "techservices", date(2025, 1, 1), date(2025, 12, 31));
    let totals = [(LineKind::AsPaid, money("-8360.00")), (LineKind::Payment, money("8360.00"))];
    assert_eq!((found.totals(), found.closing), (totals.to_vec(), money("0.00")));
    assert!(found.gaps().all(|(_, gap)| gap == CommissionGap::NoPlan));
    assert_eq!(found.commissions.len(), found.gaps().count());
}

#[test]
fn resellers_keep_their_margin_and_earn_rebates_on_what_they_bought() {
    let (program, derived) = northwind();
    let found = of(&Statements::new(&program, &derived), "grünwald-söhne", date(2026, 1, 1), date(2026, 9, 30));
    let bought: Money = found.margins.iter().map(|deal| deal.figures.partner_cost).sum();
    let last = found.rebates.last().unwrap();
    assert_eq!((last.period.as_str(), last.rebate.volume, bought), ("2026-Q3", bought, money("258615.00")));
    assert_eq!(found.total(LineKind::Rebate), money("5172.30"));
    assert!(found.margins.iter().all(|deal| deal.rate.source == RateSource::TierCard));
}

#[test]
fn affiliates_are_held_back_and_paid_from_the_least_payout_on() {
    let (program, derived) = northwind();
    let found = of(&Statements::new(&program, &derived), "dealscout-daily", date(2026, 9, 1), date(2026, 9, 30));
    assert_eq!(found.held, money("988.75"));
    assert_eq!(found.closing, found.held.plus(found.due).plus(found.not_due));
    assert_eq!((found.payable, found.minimum_payout), (found.due, Some(money("50.00"))));
}

#[test]
fn scheduled_payments_are_late_after_their_day() {
    let (program, derived) = northwind();
    let found = of(&Statements::new(&program, &derived), "vela-partners", date(2026, 7, 1), date(2026, 9, 30));
    let late: Vec<_> = found.late().map(|(payment, days)| (payment.amount, days)).collect();
    assert_eq!(late, [(money("1200.00"), 62)]);
}

#[test]
fn the_payments_of_the_example_agree_with_its_plans_but_for_one_late_and_one_disputed() {
    let (program, derived) = northwind();
    let all = Statements::new(&program, &derived).all(Days { first: date(2025, 1, 1), last: date(2026, 9, 30) });
    let left: Vec<_> = all.iter().filter(|it| !it.due.is_zero()).map(|it| (it.partner.as_str(), it.due)).collect();
    assert_eq!(left, [("techservices", money("1500.00")), ("vela-partners", money("1200.00"))]);
    assert!(all.iter().all(|it| !it.closing.is_negative() && it.closing == it.due.plus(it.not_due).plus(it.held)));
    let disputed = program.payments.find("inverness-cold-chain-2026-commission").unwrap();
    assert!(disputed.evidence.as_ref().unwrap().contains("disputed"));
}

/// A services partner with sourced deals: day of closing, amount, and day of cancelling, in days of 2026.
fn small(plan: &Value, deals: &[(i32, i64, Option<i32>)]) -> Program {
    let mut program = Program::named("Small");
    let mut put = |kind: Kind, record: Value| program.put(AnyRecord::from_json(kind, record).unwrap());
    put(Kind::Partner, json!({"id": "p", "name": "P", "type": "services", "stage": "engage"}));
    let mut first = json!({"id": "plan-1", "name": "Plan", "model": "percentage", "version": 1,
        "effective_on": "2025-01-01", "rate": "10%", "clawback": true, "basis": "acv"});
    for (name, value) in plan.as_object().unwrap() {
        first[name] = value.clone();
    }
    put(Kind::CompPlan, first);
    put(
        Kind::TypeProfile,
        json!({"id": "services", "partner_type": "services", "in_program": true,
        "comp_plan": "plan-1", "support_level": "high"}),
    );
    for (index, (closed, cents, cancelled)) in deals.iter().enumerate() {
        let id = format!("d{index:02}");
        let closed_on = days_after(NEW_YEAR, *closed);
        let mut deal = json!({"id": id, "name": id, "partner": "p", "amount": Money::from_cents((*cents).into()),
            "stage": "won", "lead_source": "partner", "created_on": "2025-11-20", "first_contact_on": "2025-11-20",
            "closed_on": closed_on, "primary_relationship": true});
        if let Some(days) = cancelled {
            deal["cancelled_on"] = json!(days_after(closed_on, *days));
            deal["cancel_reason"] = json!("churn");
        }
        put(Kind::Deal, deal);
        put(
            Kind::DealRegistration,
            json!({"id": format!("r{index:02}"), "partner": "p", "deal": id,
            "submitted_at": "2025-11-10", "state": "converted", "approved_on": "2025-11-11"}),
        );
    }
    program
}

const NEW_YEAR: Date = date(2026, 1, 1);
const AS_OF: Date = date(2026, 12, 31);

fn ledger_of(program: &Program) -> Vec<Line> {
    let derived = Derived::new(program, AS_OF);
    Statements::new(program, &derived).ledger(&id("p")).unwrap().lines
}

fn total(lines: &[Line], kind: LineKind) -> Money {
    lines.iter().filter(|line| line.kind == kind).map(|line| line.amount).sum()
}

#[test]
fn a_new_version_pays_the_deals_after_it_and_rewrites_none_before() {
    let mut program = small(&json!({}), &[(0, 100_000, None), (100, 100_000, None)]);
    let before = ledger_of(&program);
    let second = json!({"id": "plan-2", "name": "Plan", "model": "percentage", "version": 2, "announced_on": "2026-02-01",
        "effective_on": "2026-03-01", "rate": "12%", "clawback": true, "basis": "acv"});
    program.put(AnyRecord::from_json(Kind::CompPlan, second).unwrap());
    let after = ledger_of(&program);
    assert_eq!(before[0], after[0]);
    assert_eq!([before[1].amount, after[1].amount], [money("100.00"), money("120.00")]);
}

#[test]
fn a_cap_takes_off_what_is_above_it_in_a_fiscal_year() {
    let lines =
        ledger_of(&small(&json!({"cap": "150.00"}), &[(0, 100_000, None), (100, 100_000, None), (200, 100_000, None)]));
    assert_eq!(total(&lines, LineKind::Commission), money("300.00"));
    assert_eq!(total(&lines, LineKind::Cap), money("-150.00"));
}

#[test]
fn what_a_cancelled_customer_earned_is_taken_back_by_the_days_it_stayed() {
    let lines =
        ledger_of(&small(&json!({}), &[(0, 100_000, Some(29)), (10, 100_000, Some(30)), (20, 100_000, Some(135))]));
    assert_eq!(total(&lines, LineKind::Clawback), money("-175.00"));
    let capped = ledger_of(&small(&json!({"cap": "150.00"}), &[(0, 100_000, None), (10, 100_000, Some(30))]));
    assert_eq!(total(&capped, LineKind::Clawback), money("-25.00"));
    let kept = ledger_of(&small(&json!({"clawback": false}), &[(0, 100_000, Some(29))]));
    assert_eq!(total(&kept, LineKind::Clawback), money("0.00"));
}

#[test]
fn a_recurring_plan_pays_by_the_month_while_the_customer_stays() {
    let plan = json!({"model": "recurring", "term_months": 6, "clawback": false});
    let stayed = ledger_of(&small(&plan, &[(0, 100_000, None)]));
    assert_eq!((stayed.len(), total(&stayed, LineKind::Commission)), (6, money("50.00")));
    let left = ledger_of(&small(&plan, &[(0, 100_000, Some(80))]));
    assert_eq!((left.len(), total(&left, LineKind::Commission)), (2, money("16.67")));
}

#[test]
fn bands_climb_with_the_volume_of_the_year() {
    let plan =
        json!({"model": "tiered", "bands": [{"from": "0.00", "rate": "10%"}, {"from": "1500.00", "rate": "20%"}]});
    let lines = ledger_of(&small(&plan, &[(0, 100_000, None), (100, 100_000, None)]));
    assert_eq!([lines[0].amount, lines[1].amount], [money("100.00"), money("150.00")]);
}

#[test]
fn launch_points_and_factors_stack_and_flat_amounts_come_on_top() {
    let mut program = small(&json!({}), &[(0, 100_000, None)]);
    for spiff in [
        json!({"id": "a", "name": "A", "kind": "product_launch", "start": "2026-01-01", "end": "2026-02-01", "multiplier": "2x"}),
        json!({"id": "b", "name": "B", "kind": "product_launch", "start": "2026-01-01", "end": "2026-02-01", "rate": "5%"}),
        json!({"id": "c", "name": "C", "kind": "product_launch", "start": "2026-01-01", "end": "2026-02-01", "amount": "25.00"}),
        json!({"id": "d", "name": "D", "kind": "product_launch", "start": "2026-02-01", "end": "2026-03-01", "amount": "99.00"}),
        json!({"id": "e", "name": "E", "kind": "displacement", "start": "2026-01-01", "end": "2026-02-01", "amount": "99.00"}),
    ] {
        program.put(AnyRecord::from_json(Kind::Spiff, spiff).unwrap());
    }
    assert_eq!(total(&ledger_of(&program), LineKind::Incentive), money("225.00"));
    let derived = Derived::new(&program, AS_OF);
    let open = Statements::new(&program, &derived).ledger(&id("p")).unwrap().open_spiffs;
    assert_eq!(open.iter().map(|spiff| spiff.spiff.as_str()).collect::<Vec<_>>(), ["e"]);
}

#[test]
fn paid_influence_earns_the_share_of_the_touches_times_half_the_rate() {
    let mut program = small(&json!({}), &[(90, 100_000, None)]);
    let deal = json!({"id": "d00", "name": "d00", "amount": "1000.00", "stage": "won", "lead_source": "marketing",
        "created_on": "2025-11-20", "closed_on": "2026-04-01", "would_not_close_without": ["p"]});
    program.put(AnyRecord::from_json(Kind::Deal, deal).unwrap());
    program.put(AnyRecord::from_json(Kind::Partner, json!({"id": "q", "name": "Q", "stage": "engage"})).unwrap());
    for (index, partner) in ["p", "q", "q"].into_iter().enumerate() {
        let touch = json!({"id": format!("t{index}"), "deal": "d00", "partner": partner, "at": "2026-02-01",
            "sequence": index, "kind": "demo"});
        program.put(AnyRecord::from_json(Kind::DealTouch, touch).unwrap());
    }
    assert_eq!(total(&ledger_of(&program), LineKind::Commission), money("16.67"));
}

fn plans() -> impl Strategy<Value = Value> {
    prop::sample::select(vec![
        json!({}),
        json!({"cap": "90.00"}),
        json!({"model": "hybrid", "flat_fee": "7.77"}),
        json!({"model": "recurring", "term_months": 9}),
        json!({"model": "recurring"}),
        json!({"model": "tiered", "bands": [{"from": "0.00", "rate": "10%"}, {"from": "500.00", "rate": "3.33%"}], "cap": "60.00"}),
        json!({"model": "tiered", "marginal": false, "bands": [{"from": "0.00", "rate": "1%"}, {"from": "500.00", "rate": "4%"}]}),
        json!({"model": "flat", "flat_fee": "12.34"}),
        json!({"model": "margin"}),
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn statements_reconcile_to_the_cent(
        plan in plans(),
        deals in prop::collection::vec((0_i32..360, 1_i64..200_000, prop::option::of(0_i32..250)), 0..12),
        payments in prop::collection::vec((0_i32..360, -5_000_i64..20_000, 0_usize..14), 0..8),
        mut cuts in prop::collection::vec(-400_i32..400, 1..6),
    ) {
        let mut program = small(&plan, &deals);
        for (index, (day, cents, deal)) in payments.iter().enumerate() {
            let mut payment = json!({"id": format!("pay{index}"), "partner": "p", "kind": "commission",
                "amount": Money::from_cents((*cents).into()), "paid_on": days_after(NEW_YEAR, *day)});
            if *deal < deals.len() {
                payment["deal"] = json!(format!("d{deal:02}"));
            }
            program.put(AnyRecord::from_json(Kind::Payment, payment).unwrap());
        }
        let derived = Derived::new(&program, AS_OF);
        reconciles(&Statements::new(&program, &derived), &id("p"), &mut cuts);
        if let Some(cap) = plan["cap"].as_str() {
            let lines = ledger_of(&program);
            let earned = total(&lines, LineKind::Commission).plus(total(&lines, LineKind::Cap));
            prop_assert!(earned <= money(cap));
        }
    }
}

/// Consecutive periods between the cuts hand their balance on, and together they are the whole ledger.
fn reconciles(statements: &Statements<'_>, partner: &Id<Partner>, cuts: &mut [i32]) {
    cuts.sort_unstable();
    let mut first = date(2020, 1, 1);
    let mut balance = money("0.00");
    let mut lines = 0;
    for last in cuts.iter().map(|cut| days_after(NEW_YEAR, *cut)).chain([date(2030, 1, 1)]) {
        let found = statements.of(partner, Days { first, last }).unwrap();
        assert_eq!(found.opening, balance, "{partner}");
        assert_eq!(found.closing, found.opening.plus(found.earned()).minus(found.paid()), "{partner}");
        assert_eq!(found.closing, found.held.plus(found.due).plus(found.not_due), "{partner}");
        let by_kind: Money = found.totals().into_iter().map(|(_, amount)| amount).sum();
        assert_eq!(found.closing.minus(found.opening), by_kind, "{partner}");
        assert!(found.deals.iter().all(|deal| deal.balance == deal.earned.minus(deal.clawed_back).minus(deal.paid)));
        lines += found.lines.len();
        (first, balance) = (days_after(last, 1), found.closing);
    }
    let ledger = statements.ledger(partner).unwrap();
    assert_eq!(lines, ledger.lines.len(), "{partner}");
    assert_eq!(balance, ledger.lines.iter().map(|line| line.amount).sum::<Money>(), "{partner}");
}

#[test]
fn the_statements_of_every_example_partner_reconcile_and_sum_to_the_whole() {
    let (program, derived) = northwind();
    let statements = Statements::new(&program, &derived);
    for partner in program.partners.ids() {
        reconciles(&statements, partner, &mut [-200, -1, 89, 180, 271]);
    }
    let all = statements.all(Days { first: NEW_YEAR, last: date(2026, 9, 30) });
    let paid: Money = all.iter().map(Statement::paid).sum();
    let inside = |on: Option<Date>| on.is_some_and(|on| on.year() == 2026 && on <= date(2026, 9, 30));
    let payments = program.payments.iter().filter(|payment| inside(payment.paid_on)).map(|payment| payment.amount);
    let funds = program.mdf_requests.iter().filter(|request| inside(request.paid_on)).map(|request| request.amount);
    assert_eq!(paid, payments.chain(funds).sum());
}

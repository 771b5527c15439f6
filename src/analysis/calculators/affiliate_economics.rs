//! R-24 `affiliate-economics`: what a revenue target through affiliates needs and costs.

use num_traits::ToPrimitive;
use serde_json::json;

use super::answer::{Answer, Outcome};
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use crate::analysis::affiliate::economics::{AffiliatePlan, Recovery, RecoveryBasis, economics};
use crate::analysis::exact::{exact_percent, percent_shown};

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "affiliate-economics",
    rule: "R-24",
    about: "Customers a monthly revenue target needs, their commission, and when one has paid it back",
    grammar: Grammar::Scoring,
    inputs: &[
        Field::required("monthly_target", Kind::AMOUNT, "monthly revenue wanted"),
        Field::required("price", Kind::money_from("0.01"), "price per customer and month"),
        Field::required("rate", Kind::PERCENT, "commission rate"),
        Field::required("churn", Kind::PERCENT, "customers lost per month"),
        Field::settings(&[
            Field::default("term_months", Kind::count(1, 120), "12", "months commission is paid for a customer"),
            Field::default("basis", Kind::Choice(RecoveryBasis::CHOICES), "\"net\"", "what a customer pays back with"),
            Field::default("apply_churn", Kind::Flag, "true", "whether churn counts in the recovery month"),
        ]),
    ],
    outputs: &[
        ("customers", "customers needed, rounded up"),
        ("commission_per_customer", "commission of one customer a month"),
        ("monthly_payout", "commission of all customers a month"),
        ("payout_share_exact", "payout in exact percent of revenue; null without customers"),
        ("payout_share_display", "the same with one decimal, or n/a"),
        ("cost_without_churn", "commission over the term for a customer who stays"),
        ("cost_with_churn", "the same for the average customer"),
        ("recovery_state", "month, never or beyond_1200"),
        ("recovery_month", "the month in which cost_without_churn is paid back; null unless state is month"),
        ("replacements_per_month", "new customers that hold the number, rounded up"),
    ],
    example: r#"{"monthly_target":"50000.00","price":"100.00","rate":"25","churn":"5"}"#,
    run,
};

fn run(input: &Input) -> Outcome {
    let settings = input.object("settings");
    let plan = AffiliatePlan {
        monthly_target: input.need("monthly_target")?,
        price: input.need("price")?,
        rate: input.need("rate")?,
        churn: input.need("churn")?,
        term_months: settings.need("term_months")?,
        basis: settings.choice("basis").unwrap_or(RecoveryBasis::Net),
        apply_churn: settings.need("apply_churn")?,
    };
    let found = economics(&plan, 2);
    let (state, month) = match found.recovery {
        Recovery::Month(month) => ("month", Some(month)),
        Recovery::Never => ("never", None),
        Recovery::BeyondSearch => ("beyond_1200", None),
    };
    Ok(Answer::from(json!({
        "customers": found.customers.to_u64(),
        "commission_per_customer": found.commission_per_customer,
        "monthly_payout": found.monthly_payout,
        "payout_share_exact": found.payout_share.as_ref().map(exact_percent),
        "payout_share_display": percent_shown(found.payout_share.as_ref()),
        "cost_without_churn": found.cost_without_churn,
        "cost_with_churn": found.cost_with_churn,
        "recovery_state": state,
        "recovery_month": month,
        "replacements_per_month": found.replacements_per_month.to_u64(),
    })))
}

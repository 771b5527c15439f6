//! R-22 `event-roi`: cost and return of an event.

use num_bigint::BigInt;
use serde_json::{Value, json};

use super::answer::{Answer, Outcome};
use super::fault::{Code, Fault};
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use crate::analysis::events::roi::{EventFigures, EventReturn, Sponsorship, WholeDeals};
use crate::analysis::exact::{Exact, exact_text, multiple_shown, to_money};

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "event-roi",
    rule: "R-22, C-34",
    about: "What an event costs us and what it brings, also with a whole number of deals",
    grammar: Grammar::Operations,
    inputs: &[
        Field::optional("our_sponsorship", Kind::MONEY, "our part of the sponsorship"),
        Field::optional("sponsorship_total", Kind::MONEY, "both parts, in place of our_sponsorship"),
        Field::default("our_share", Kind::PERCENT, "\"50\"", "our share of sponsorship_total"),
        Field::required("travel_staff", Kind::MONEY, "travel and staff"),
        Field::required("collateral", Kind::MONEY, "collateral"),
        Field::default("other", Kind::MONEY, "\"0.00\"", "everything else"),
        Field::required("leads", Kind::COUNT, "leads"),
        Field::required("lead_to_opportunity", Kind::PERCENT, "leads that become opportunities"),
        Field::required("opportunity_to_close", Kind::PERCENT, "opportunities that close"),
        Field::required("average_deal", Kind::MONEY, "average deal"),
    ],
    outputs: &[
        ("our_sponsorship", "our part of the sponsorship"),
        ("cost", "our whole cost"),
        ("opportunities", "leads that become opportunities, exact"),
        ("deals", "opportunities that close, exact"),
        ("revenue", "deals times the average deal"),
        ("pipeline", "opportunities times the average deal"),
        ("base", "what the return is counted on"),
        ("revenue_multiple", "revenue over cost, exact"),
        ("revenue_multiple_display", "revenue over cost, one decimal"),
        ("net_roi", "revenue less cost, over cost, exact"),
        ("net_roi_display", "net return, one decimal"),
        ("pipeline_multiple", "pipeline over cost, exact"),
        ("pipeline_multiple_display", "pipeline over cost, one decimal"),
        ("whole_deals", "the return at the next lower and the next higher whole number of deals"),
    ],
    example: r#"{"our_sponsorship":"15000.00","travel_staff":"5000.00","collateral":"2000.00","leads":75,"lead_to_opportunity":"30","opportunity_to_close":"20","average_deal":"25000.00"}"#,
    run,
};

fn sponsorship(input: &Input) -> Result<Sponsorship, Vec<Fault>> {
    let conflict = |field, message: &str| Err(input.fault(Code::ConflictingFields, field, message).into());
    match (input.get("our_sponsorship"), input.get("sponsorship_total")) {
        (Some(_), Some(_)) => conflict("sponsorship_total", "give our_sponsorship or sponsorship_total, not both"),
        (Some(_), None) if input.given("our_share") => {
            conflict("our_share", "our_share divides sponsorship_total; with our_sponsorship leave it out")
        }
        (Some(ours), None) => Ok(Sponsorship::Ours(ours)),
        (None, Some(total)) => Ok(Sponsorship::Shared { total, our_share: input.need("our_share")? }),
        (None, None) => {
            let message = "our_sponsorship or sponsorship_total is required; add one of them";
            Err(input.fault(Code::MissingField, "our_sponsorship", message).into())
        }
    }
}

fn run(input: &Input) -> Outcome {
    let figures = EventFigures {
        sponsorship: sponsorship(input)?,
        travel_staff: input.need("travel_staff")?,
        collateral: input.need("collateral")?,
        other: input.need("other")?,
        leads: input.need("leads")?,
        lead_to_opportunity: input.need("lead_to_opportunity")?,
        opportunity_to_close: input.need("opportunity_to_close")?,
        average_deal: input.need("average_deal")?,
    };
    let found = EventReturn::of(&figures, 2);
    let mut answer = Answer::from(json!({
        "our_sponsorship": found.our_sponsorship,
        "cost": found.cost,
        "opportunities": exact_text(&found.opportunities),
        "deals": exact_text(&found.deals),
        "revenue": to_money(&found.revenue),
        "pipeline": to_money(&found.pipeline),
        "base": "revenue",
        "revenue_multiple": text(found.revenue_multiple.as_ref()),
        "revenue_multiple_display": multiple_shown(found.revenue_multiple.as_ref()),
        "net_roi": text(found.net_roi.as_ref()),
        "net_roi_display": multiple_shown(found.net_roi.as_ref()),
        "pipeline_multiple": text(found.pipeline_multiple.as_ref()),
        "pipeline_multiple_display": multiple_shown(found.pipeline_multiple.as_ref()),
        "whole_deals": {"low": whole_deals(&found.low), "high": whole_deals(&found.high)},
    }));
    if found.cost.is_zero() {
        answer.warn("zero_cost", "our_sponsorship", "the event costs us nothing, so there is no return on cost");
    }
    Ok(answer)
}

fn whole_deals(found: &WholeDeals) -> Value {
    json!({
        "deals": BigInt::to_string(&found.deals),
        "revenue": to_money(&found.revenue),
        "revenue_multiple": text(found.revenue_multiple.as_ref()),
        "revenue_multiple_display": multiple_shown(found.revenue_multiple.as_ref()),
        "net_roi": text(found.net_roi.as_ref()),
        "net_roi_display": multiple_shown(found.net_roi.as_ref()),
    })
}

fn text(value: Option<&Exact>) -> Option<String> {
    value.map(exact_text)
}

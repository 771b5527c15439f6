//! Deals.

use quarterdeck::analysis::attribution::{
    AttributionRules, DealDates, PartnerClaim, PartnerTouch, SourcedCriterion, classify, evidence,
};
use quarterdeck::analysis::credit::{self, CreditRules};
use quarterdeck::analysis::exact::{exact_text, of_percent, percent_shown};
use quarterdeck::analysis::pipeline as forecast;
use quarterdeck::analysis::registration::{
    AccountKey, Claim, Protection, RegistrationRules, conflicts, may_register, sla, state_at,
};
use quarterdeck::analysis::touches::{AttributionModel, SplitTouch, TouchRules, TouchSplit, split_touches};
use quarterdeck::program::choice::Choice;
use quarterdeck::program::deal::{DealStage, RegistrationState};
use quarterdeck::program::money::Money;
use quarterdeck::program::rate::Percent;
use serde_json::{Value, json};

use crate::{count, date, flag, list, moment, money, or, percent, percent_text, read, word, words};

pub(crate) fn registration(input: &Value) -> Value {
    let settings = &input["settings"];
    let switch = |name| flag(settings, name).unwrap_or(true);
    let rules = RegistrationRules {
        protection_days: or(settings, "protection_days", 30) as u16,
        sla_hours: or(settings, "sla_hours", 24) as u16,
        first_days: or(settings, "first_days", 90) as u16,
        min_tier_rank: or(settings, "min_tier_rank", 1) as u8,
        allow_tier: switch("allow_tier"),
        allow_first_days: switch("allow_first_days"),
        allow_certified: switch("allow_certified"),
    };
    let as_of = date(input, "as_of").unwrap();
    let entries = list(input, "registrations");
    let claims: Vec<Claim> = entries
        .iter()
        .map(|entry| {
            let approved = date(entry, "approved_on")
                .or(moment(entry, "decided_at").map(quarterdeck::program::moment::Moment::date));
            Claim {
                account: AccountKey::new(entry["account_domain"].as_str(), entry["account_name"].as_str()),
                protection: Protection::of(word(entry, "state").unwrap(), approved, rules.protection_days),
                submitted: moment(entry, "submitted_at"),
            }
        })
        .collect();
    let found = conflicts(&claims);
    let id = |index: usize| entries[index]["id"].clone();
    let rows = entries.iter().zip(&claims).enumerate().map(|(index, (entry, claim))| {
        let state: RegistrationState = word(entry, "state").unwrap();
        let (sla, minutes) =
            sla(state, claim.submitted, moment(entry, "decided_at"), moment(input, "now"), rules.sla_hours);
        let rank = count(entry, "tier_rank").map(|rank| rank as u8);
        let on = claim.submitted.map_or(as_of, quarterdeck::program::moment::Moment::date);
        let certified = flag(entry, "sales_certified");
        let (may, granted) = may_register(rank, date(entry, "signed_on"), certified, on, &rules);
        let protection = claim.protection;
        let lost = found.iter().filter(|conflict| {
            (conflict.first == index || conflict.second == index) && conflict.winner.is_some_and(|won| won != index)
        });
        json!({
            "id": entry["id"], "partner": entry["partner"], "account_domain": claim.account.domain,
            "account_name": claim.account.name, "sla": sla.word(), "sla_minutes": minutes,
            "state_at_as_of": state_at(state, protection.as_ref(), as_of).word(),
            "protected_from": protection.map(|p| p.from), "protected_through": protection.map(|p| p.through()),
            "free_from": protection.map(|p| p.end), "protected": protection.is_some_and(|p| p.covers(as_of)),
            "days_left": protection.map_or(0, |p| p.days_left(as_of)), "may_register": may.known(),
            "granted_by": words(granted),
            "margin_bonus": date(entry, "quote_on").map(|on| protection.is_some_and(|p| p.earns_bonus(on))),
            "lost_to": lost.map(|conflict| id(conflict.winner.unwrap())).collect::<Vec<_>>(),
        })
    });
    let pairs = found.iter().map(|conflict| {
        let same = entries[conflict.first]["partner"] == entries[conflict.second]["partner"];
        json!({"first": id(conflict.first), "second": id(conflict.second), "same_partner": same,
            "winner": conflict.winner.map(id), "reason": conflict.reason.word()})
    });
    json!({"registrations": rows.collect::<Vec<_>>(), "conflicts": pairs.collect::<Vec<_>>()})
}

pub(crate) fn attribution(input: &Value) -> Value {
    let (settings, deal) = (&input["settings"], &input["deal"]);
    let mut rules = AttributionRules {
        registration_days: or(settings, "registration_days", 7) as u16,
        same_day_counts: flag(settings, "same_day_counts").unwrap_or(true),
        ..AttributionRules::default()
    };
    rules.report_rule = word(settings, "report_rule").unwrap_or(rules.report_rule);
    rules.pay_rule = word(settings, "pay_rule").unwrap_or(rules.pay_rule);
    if let Some(enabled) = settings["criteria"].as_array() {
        for (switch, criterion) in rules.enabled.iter_mut().zip(SourcedCriterion::ALL) {
            *switch = enabled.contains(&json!(criterion.word()));
        }
    }
    let lead_source = deal["lead_source"].as_str();
    let dates = DealDates {
        created_on: date(deal, "created_on"),
        first_contact_on: date(deal, "first_contact_on"),
        direct_engagement_on: date(deal, "direct_engagement_on"),
        touch_limit: date(deal, "closed_on").or(date(input, "as_of")).unwrap(),
    };
    let claims: Vec<PartnerClaim<'_>> = list(input, "partners")
        .iter()
        .map(|partner| {
            let id = partner["id"].as_str().unwrap();
            PartnerClaim {
                id,
                is_lead_source: lead_source.map(|source| source == id),
                registered_on: date(partner, "registered_on"),
                primary_relationship: flag(partner, "primary_relationship"),
                would_not_close_without: flag(partner, "would_not_close_without"),
            }
        })
        .collect();
    let touches: Vec<PartnerTouch> = list(input, "touches")
        .iter()
        .map(|touch| PartnerTouch {
            partner: claims.iter().position(|claim| touch["partner"] == claim.id).unwrap(),
            on: date(touch, "on").unwrap(),
            kind: word(touch, "kind").unwrap(),
            documented: flag(touch, "documented").unwrap_or(true),
        })
        .collect();
    let found = classify(&dates, &claims, &touches, &rules);
    let partners = found.parts.iter().zip(&claims).map(|(part, claim)| {
        let criteria = SourcedCriterion::ALL.iter().zip(part.criteria).map(|(&criterion, result)| {
            let (observed, limit) = evidence(criterion, &dates, claim, lead_source, &rules);
            json!({"id": criterion.word(), "result": result.word(), "observed": observed, "limit": limit})
        });
        json!({
            "id": claim.id, "sourced": part.sourced.known(), "class": part.class.word(),
            "influenced_report": part.influenced_report.known(), "influenced_pay": part.influenced_pay.known(),
            "last_touch_on": part.last_touch_on, "criteria": criteria.collect::<Vec<_>>(),
        })
    });
    let mut influencing: Vec<&str> = found
        .parts
        .iter()
        .zip(&claims)
        .filter(|(part, _)| part.class.word() == "influenced")
        .map(|(_, c)| c.id)
        .collect();
    influencing.sort_unstable();
    json!({
        "class": found.class.word(), "sourcing_partner": found.sourcing.map(|index| claims[index].id),
        "touch_limit": dates.touch_limit, "influencing_partners": influencing,
        "partners": partners.collect::<Vec<_>>(),
    })
}

fn touches_of(input: &Value, amount: Money) -> (Vec<String>, TouchSplit) {
    let settings = &input["settings"];
    let entries = list(input, "touches");
    let touches: Vec<SplitTouch> = entries
        .iter()
        .enumerate()
        .map(|(position, touch)| SplitTouch {
            on: date(touch, "on").unwrap(),
            at: moment(touch, "at"),
            sequence: or(touch, "sequence", position as u64) as u32,
            kind: word(touch, "kind").unwrap(),
            direct: touch["partner"] == "direct",
        })
        .collect();
    let mut rules = TouchRules {
        half_life_days: or(settings, "half_life_days", 30) as u16,
        include_direct: flag(settings, "include_direct").unwrap_or(false),
        ..TouchRules::default()
    };
    let own = &settings["kind_weights"];
    let weights = &mut rules.kind_weights;
    for (name, weight) in [
        ("introduction", &mut weights.introduction),
        ("demo", &mut weights.demo),
        ("technical", &mut weights.technical),
        ("proposal", &mut weights.proposal),
        ("meeting", &mut weights.meeting),
        ("co_sell", &mut weights.co_sell),
        ("email", &mut weights.email),
    ] {
        *weight = or(own, name, (*weight).into()) as u32;
    }
    let model: AttributionModel = word(input, "model").unwrap();
    let split = split_touches(amount, model, date(input, "closed_on").unwrap(), &touches, &rules, 2);
    (entries.iter().map(|touch| touch["partner"].as_str().unwrap().to_owned()).collect(), split)
}

pub(crate) fn touch_split(input: &Value) -> Value {
    let amount = money(input, "amount").unwrap();
    let (names, split) = touches_of(input, amount);
    let mut partners: Vec<(&str, Money)> = Vec::new();
    for line in &split.credits {
        let name = names[line.index].as_str();
        match partners.iter_mut().find(|(partner, _)| *partner == name) {
            Some((_, sum)) => *sum = sum.plus(line.amount),
            None => partners.push((name, line.amount)),
        }
    }
    partners.sort_unstable();
    let credits = split.credits.iter().map(|line| {
        json!({
            "index": line.index, "partner": names[line.index], "kind": input["touches"][line.index]["kind"],
            "days_before_close": line.days_before_close,
            "weight": line.weight_is_exact.then(|| exact_text(&line.weight)), "amount": line.amount,
        })
    });
    json!({
        "model": input["model"], "model_used": split.model_used.word(), "eligible": split.credits.len(),
        "credits": credits.collect::<Vec<_>>(),
        "partners": partners.iter().map(|(p, amount)| json!({"partner": p, "amount": amount})).collect::<Vec<_>>(),
        "attributed": amount.minus(split.unattributed), "unattributed": Money::from_cents(split.unattributed.cents()),
    })
}

pub(crate) fn credit(input: &Value) -> Value {
    let settings = &input["settings"];
    let rules = CreditRules {
        influence_credit: percent(settings, "influence_credit", 25),
        influence_pay_factor: percent(settings, "influence_pay_factor", 50),
    };
    let amount = money(input, "amount").unwrap();
    let zero = Money::from_cents(0);
    let entry = |name: &str| list(input, "partners").iter().find(|partner| partner["id"] == name);
    let rate_of = |name: &str| entry(name).and_then(|partner| read::<Percent>(partner, "rate"));
    let mut answer = json!({
        "sourced_amount": zero, "influenced_amount": zero, "none_amount": zero, "pool": zero, "credited": zero,
        "direct_credit": zero, "unattributed": zero, "credits": [], "total_pay": zero,
    });
    match input["class"].as_str().unwrap() {
        "sourced" => {
            let name = input["sourcing_partner"].as_str().unwrap();
            let rate = rate_of(name);
            let pay = rate.map(|rate| credit::sourced_pay(amount, rate, 2));
            let text = percent_text(rate.map(of_percent).as_ref());
            answer["sourced_amount"] = json!(amount);
            answer["credited"] = json!(amount);
            answer["credits"] = json!([{"partner": name, "share": "1", "share_display": "100.0%", "credit": amount,
                "rate": text, "effective_rate": text, "pay": pay}]);
            answer["total_pay"] = json!(pay);
        }
        "influenced" => {
            let pool = credit::pool(amount, &rules, 2);
            let (names, split) = touches_of(input, pool);
            let mut order: Vec<&String> = names.iter().collect();
            order.sort_unstable();
            order.dedup();
            let found = credit::by_partner(&split, |touch| {
                (names[touch] != "direct").then(|| order.binary_search(&&names[touch]).unwrap())
            });
            let lines: Vec<(Option<Money>, Value)> = found
                .partners
                .iter()
                .map(|line| {
                    let name = order[line.partner];
                    let rate = rate_of(name);
                    let pay = match entry(name).and_then(|partner| flag(partner, "influenced_pay")) {
                        Some(false) => Some(zero),
                        Some(true) => rate.map(|rate| credit::influenced_pay(amount, &line.share, rate, &rules)),
                        None => None,
                    };
                    let effective = rate.map(|rate| credit::effective_rate(rate, &rules));
                    let value = json!({
                        "partner": name, "share": line.share_is_exact.then(|| exact_text_share(&line.share)),
                        "share_display": percent_shown(Some(&line.share)), "credit": line.credit,
                        "rate": percent_text(rate.map(of_percent).as_ref()),
                        "effective_rate": percent_text(effective.as_ref()), "pay": pay,
                    });
                    (pay, value)
                })
                .collect();
            let credited: Money = found.partners.iter().map(|line| line.credit).sum();
            let attributed = !split.credits.is_empty();
            answer[if attributed { "influenced_amount" } else { "none_amount" }] = json!(amount);
            answer["pool"] = json!(pool);
            answer["credited"] = json!(credited);
            answer["direct_credit"] = json!(Money::from_cents(found.direct.cents()));
            answer["unattributed"] = json!(Money::from_cents(found.unattributed.cents()));
            let pays: Option<Vec<Money>> = lines.iter().map(|(pay, _)| *pay).collect();
            answer["total_pay"] = json!(pays.map(|pays| pays.into_iter().sum::<Money>()));
            answer["credits"] = json!(lines.into_iter().map(|(_, line)| line).collect::<Vec<_>>());
        }
        _ => answer["none_amount"] = json!(amount),
    }
    answer
}

/// Shares are written as fractions, also where a decimal would do.
fn exact_text_share(share: &quarterdeck::analysis::exact::Exact) -> String {
    if share.is_integer() { share.numer().to_string() } else { format!("{}/{}", share.numer(), share.denom()) }
}

pub(crate) fn pipeline(input: &Value) -> Value {
    let settings = &input["settings"];
    let as_of = date(input, "as_of").unwrap();
    let stuck_days = or(settings, "stuck_days", 30) as u16;
    let probability_of = |stage: DealStage| {
        let default = forecast::default_probabilities()[stage as usize];
        read(&settings["probabilities"], stage.word()).unwrap_or(default)
    };
    let mut stuck: Vec<(i32, String)> = Vec::new();
    let mut sums = [(0_u64, Money::from_cents(0), Money::from_cents(0)); 6];
    let mut rows = Vec::new();
    for deal in list(input, "deals") {
        let stage: DealStage = word(deal, "stage").unwrap();
        let probability: Percent = read(deal, "probability").unwrap_or_else(|| probability_of(stage));
        let amount = money(deal, "amount");
        let weighted = forecast::weighted(amount, probability, 2);
        let since = date(deal, "stage_since");
        let open = !matches!(stage, DealStage::Won | DealStage::Lost);
        let is_stuck = forecast::is_stuck(open, since, as_of, stuck_days);
        let days = forecast::days_in_stage(since, as_of);
        if is_stuck == Some(true) {
            stuck.push((-days.unwrap(), deal["id"].as_str().unwrap().to_owned()));
        }
        let sum = &mut sums[stage as usize];
        sum.0 += 1;
        sum.1 = sum.1.plus(amount.unwrap_or_default());
        sum.2 = sum.2.plus(weighted.unwrap_or_default());
        rows.push(json!({"id": deal["id"], "stage": stage.word(),
            "probability": percent_text(Some(&of_percent(probability))), "weighted": weighted,
            "days_in_stage": days, "stuck": is_stuck}));
    }
    stuck.sort_unstable();
    let stages = DealStage::ALL.iter().zip(&sums).map(|(stage, (count, amount, weighted))| {
        json!({"stage": stage.word(), "count": count, "amount": amount, "weighted": weighted})
    });
    json!({
        "forecast": sums.iter().map(|sum| sum.2).sum::<Money>(),
        "open_amount": sums[..4].iter().map(|sum| sum.1).sum::<Money>(),
        "open_forecast": sums[..4].iter().map(|sum| sum.2).sum::<Money>(),
        "stages": stages.collect::<Vec<_>>(), "deals": rows,
        "stuck": stuck.into_iter().map(|(_, id)| id).collect::<Vec<_>>(),
    })
}

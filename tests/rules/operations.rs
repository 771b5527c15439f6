//! Indicators, segments, lifecycle, webinars, timelines, reviews, cadence.

use quarterdeck::analysis::cadence::{DueState, IntervalDays, distance, next_due};
use quarterdeck::analysis::exact::{
    Exact, exact_text, multiple_shown, of_money, of_percent, percent_shown, shown, widened,
};
use quarterdeck::analysis::funnel as funnel_rule;
use quarterdeck::analysis::growth::{GrowthState, growth};
use quarterdeck::analysis::lifecycle::{MacroStage, StageLimits, lifecycle};
use quarterdeck::analysis::partner_kpis::{CountRate, FirstDealVerdict, Nps, first_deal, median, qbr_completion};
use quarterdeck::analysis::qbr as qbr_rule;
use quarterdeck::analysis::segment::{SegmentFacts, SegmentRules, ranks, segment, top_count};
use quarterdeck::analysis::timeline::{LeadRules, TimelineTemplate, generate, lead, moved};
use quarterdeck::program::choice::Choice;
use quarterdeck::program::goal::Cadence;
use quarterdeck::program::partner::{LifecycleStage, Segment};
use quarterdeck::program::period::days_between;
use quarterdeck::program::qbr::AgendaSection;
use quarterdeck::program::rate::Percent;
use serde_json::{Map, Value, json};

use crate::{
    count, date, flag, fraction_text, list, moment, money, number, or, percent, percent_text, read, word, words,
};

pub(crate) fn kpis(input: &Value) -> Value {
    let settings = &input["settings"];
    let as_of = date(input, "as_of").unwrap();
    let row = |rate: CountRate, target: Percent| {
        json!({"rate": percent_text(rate.rate().as_ref()), "rate_display": percent_shown(rate.rate().as_ref()),
            "target": percent_text(Some(&of_percent(target))), "verdict": rate.verdict(target).word(),
            "held": rate.part, "scheduled": rate.of})
    };
    let counts = |name: &str, part: &str, of: &str, target: Percent| {
        let given = input[name].as_object()?;
        let given = Value::Object(given.clone());
        Some(row(CountRate { part: or(&given, part, 0), of: or(&given, of, 0) }, target))
    };
    let target = |name, default| percent(settings, name, default);
    let reviews = input["qbrs"].as_array().map(|reviews| {
        let reviews =
            reviews.iter().map(|review| (date(review, "scheduled_for").unwrap(), word(review, "state").unwrap()));
        row(qbr_completion(reviews, as_of), target("qbr_target", 90))
    });
    let scores =
        input["nps_scores"].as_array().map(|scores| scores.iter().map(|s| s.as_u64().unwrap() as u8).collect());
    let sorted = input["nps"].is_object().then(|| Nps {
        promoters: or(&input["nps"], "promoters", 0) as u32,
        passives: or(&input["nps"], "passives", 0) as u32,
        detractors: or(&input["nps"], "detractors", 0) as u32,
    });
    let nps = sorted.or(scores).map(|nps: Nps| {
        let target = settings["nps_target"].as_i64().unwrap_or(50);
        let verdict = nps.score().map_or("n_a", |s| if s >= number(&target.to_string()) { "pass" } else { "fail" });
        json!({"responses": nps.responses(), "score": fraction_text(nps.score()), "target": target, "verdict": verdict,
            "score_display": nps.score().map_or_else(|| "n/a".to_owned(), |score| shown(&widened(&score), 0))})
    });
    let first = input["first_deals"].as_array().map(|partners| first_deals(partners, as_of, settings));
    json!({
        "activation": counts("activation", "activated", "signed", target("activation_target", 60)),
        "retention": counts("retention", "still_active", "active_year_ago", target("retention_target", 80)),
        "qbr": counts("qbr", "held", "scheduled", target("qbr_target", 90)).or(reviews),
        "nps": nps, "first_deal": first,
    })
}

fn first_deals(partners: &[Value], as_of: jiff::civil::Date, settings: &Value) -> Value {
    let limit = or(settings, "first_deal_days", 90) as u16;
    let found: Vec<_> = partners
        .iter()
        .map(|p| (p, first_deal(date(p, "signed_on").unwrap(), date(p, "first_won_on"), as_of, limit)))
        .collect();
    let middle = median(found.iter().filter_map(|(_, (days, _))| *days).collect());
    let with = |verdict: FirstDealVerdict| found.iter().filter(|(_, (_, found))| *found == verdict).count();
    let rows = found.iter().map(|(p, (days, v))| json!({"partner": p["partner"], "days": days, "verdict": v.word()}));
    json!({
        "partners": rows.collect::<Vec<_>>(), "median": fraction_text(middle),
        "median_verdict": middle.map_or("n_a", |m| if m < number(&limit.to_string()) { "pass" } else { "fail" }),
        "passed": with(FirstDealVerdict::Pass), "failed": with(FirstDealVerdict::Fail),
        "pending": with(FirstDealVerdict::Pending),
    })
}

/// The calculators write the growing stage as one word with a sub-stage beside it.
fn stage(input: &Value) -> Option<LifecycleStage> {
    match input["stage"].as_str()? {
        "grow" => Some(word(input, "sub").unwrap_or(LifecycleStage::Monitor)),
        other => LifecycleStage::read(other),
    }
}

pub(crate) fn segmentation(input: &Value) -> Value {
    let settings = &input["settings"];
    let mut rules = SegmentRules {
        top_percent: percent(settings, "top_percent", 10),
        growth_percent: percent(settings, "growth_percent", 20),
        max_registrations: or(settings, "max_registrations", 2) as u32,
        ..SegmentRules::default()
    };
    rules.silver_threshold = money(settings, "silver_threshold").unwrap_or(rules.silver_threshold);
    if let Some(least) = read::<String>(settings, "min_strategic_value") {
        rules.min_strategic_value = number(&least);
    }
    let entries = list(input, "partners");
    let revenues: Vec<_> = entries.iter().map(|entry| money(entry, "revenue_t12m")).collect();
    let ranks = ranks(&revenues);
    let with_revenue = ranks.iter().flatten().count();
    let top = top_count(with_revenue, rules.top_percent);
    let mut counts: Map<String, Value> = Segment::ALL.iter().map(|s| (s.word().to_owned(), json!(0))).collect();
    let mut rows = Vec::new();
    for ((entry, rank), revenue) in entries.iter().zip(ranks).zip(revenues) {
        let growth = growth(
            money(entry, "current_quarter"),
            money(entry, "prior_year_quarter"),
            percent(settings, "flat_band", 0),
        );
        let facts = SegmentFacts {
            override_segment: word(entry, "override"),
            growth,
            revenue,
            rank,
            engagement: word(entry, "engagement"),
            strategic_value: read::<String>(entry, "strategic_value").map(|text| number(&text)),
            stage: stage(entry),
            registrations: count(entry, "registrations_last_quarter").map(|count| count as u32),
        };
        let (segment, rule) = segment(&facts, top, &rules);
        let sum = counts[segment.word()].as_u64().unwrap() + 1;
        counts.insert(segment.word().to_owned(), json!(sum));
        rows.push(json!({
            "id": entry["id"], "segment": segment.word(), "rule": rule, "growth_state": growth.state.word(),
            "growth": percent_text(growth.exact().as_ref()), "growth_display": growth.display(),
            "no_base_year": growth.state == GrowthState::New, "rank": rank, "unknown": words(facts.unknown()),
        }));
    }
    json!({"revenue_partners": with_revenue, "top_count": top, "partners": rows, "counts": counts})
}

pub(crate) fn lifecycles(input: &Value) -> Value {
    let settings = &input["settings"];
    let as_of = date(input, "as_of").unwrap();
    let days = |name| or(settings, name, 30) as u16;
    let limits =
        StageLimits { recruit: days("recruit_days"), onboard: days("onboard_days"), enable: days("enable_days") };
    let mut fine: Map<String, Value> =
        ["prospect", "recruit", "onboard", "enable", "activate", "grow", "paused", "ended"]
            .iter()
            .map(|stage| ((*stage).to_owned(), json!(0)))
            .collect();
    let mut macros: Map<String, Value> = MacroStage::ALL.iter().map(|s| (s.word().to_owned(), json!(0))).collect();
    macros.insert("review".to_owned(), json!(0));
    let add = |map: &mut Map<String, Value>, name: &str| map[name] = json!(map[name].as_u64().unwrap() + 1);
    let (mut rows, mut overdue) = (Vec::new(), Vec::new());
    for entry in list(input, "partners") {
        let found =
            lifecycle(stage(entry).unwrap(), date(entry, "stage_since"), date(entry, "review_on"), as_of, &limits);
        add(&mut fine, entry["stage"].as_str().unwrap());
        if let Some(stage) = found.macro_stage {
            add(&mut macros, stage.word());
        }
        if found.in_review {
            add(&mut macros, "review");
        }
        if found.overdue == Some(true) {
            overdue.push(entry["id"].clone());
        }
        rows.push(json!({
            "id": entry["id"], "stage": entry["stage"], "sub": entry["sub"], "macro": found.macro_stage.map(Choice::word),
            "days_in_stage": found.days_in_stage, "limit_days": found.limit_days, "overdue": found.overdue,
            "in_review": found.in_review,
        }));
    }
    json!({"partners": rows, "fine": fine, "macro": macros, "overdue": overdue})
}

pub(crate) fn funnel(input: &Value) -> Value {
    let settings = &input["settings"];
    let mut rates = funnel_rule::FunnelRates::default();
    for (index, name) in ["registration", "attendance", "request", "opportunity", "close"].iter().enumerate() {
        rates.low[index] = read(settings, &format!("{name}_lo")).unwrap_or(rates.low[index]);
        rates.high[index] = read(settings, &format!("{name}_hi")).unwrap_or(rates.high[index]);
    }
    let social = (flag(settings, "include_social") == Some(true)).then(|| count(input, "social_reach"));
    let reach =
        funnel_rule::reach(count(input, "our_list"), count(input, "partner_list"), count(input, "overlap"), social);
    let history: Vec<(u64, u64)> =
        list(input, "history").iter().map(|h| (or(h, "reach", 0), or(h, "registrations", 0))).collect();
    let own = funnel_rule::own_rate(&history, or(settings, "calibration_min", 3) as usize);
    let (low, high) = (funnel_rule::factors(&rates.low), funnel_rule::factors(&rates.high));
    let mut point = low.clone();
    if let Some(rate) = &own {
        point[0] = rate.clone();
    }
    let stages = |rates: &[Exact; 5], reach: i128| {
        let names = ["registrations", "attendees", "follow_up_requests", "opportunities", "closed"];
        let values = funnel_rule::forecast(reach, rates);
        names.iter().zip(&values).map(|(n, value)| ((*n).to_owned(), json!(exact_text(value)))).collect::<Map<_, _>>()
    };
    let needed = |rates: &[Exact; 5], closed: u64| {
        let [opportunities, requests, attendees, registrations, reach] = funnel_rule::backward(closed, rates).unwrap();
        json!({"closed": closed, "opportunities": opportunities, "follow_up_requests": requests,
            "attendees": attendees, "registrations": registrations, "reach": reach})
    };
    let forecast = reach
        .unique
        .map(|reach| json!({"low": stages(&low, reach), "high": stages(&high, reach), "point": stages(&point, reach)}));
    let backward =
        count(input, "wanted_closed").map(|closed| json!({"low": needed(&low, closed), "high": needed(&high, closed)}));
    json!({
        "unique_reach": reach.unique.map(|reach| reach as i64),
        "point_source": if own.is_some() { "own_history" } else { "benchmark_low" },
        "point_registration_percent": percent_text(Some(&point[0])),
        "forecast": forecast, "backward": backward,
        "actual": input["actual"].is_object().then(|| actual_rows(input, reach.unique, &rates)),
    })
}

fn actual_rows(input: &Value, reach: Option<i128>, rates: &funnel_rule::FunnelRates) -> Vec<Value> {
    let (given, settings) = (&input["actual"], &input["settings"]);
    let reach = reach.map(|reach| reach as u64);
    let stage = |name: &str| count(given, name);
    let engaged = percent(settings, "engagement_lo", 60);
    let band = |index: usize| (rates.low[index], Some(rates.high[index]));
    let lines = [
        ("registration", stage("registrations"), reach, band(0)),
        ("attendance", stage("attendees"), stage("registrations"), band(1)),
        ("engagement", stage("stayed_full_time"), stage("attendees"), (engaged, None)),
        ("request", stage("follow_up_requests"), stage("attendees"), band(2)),
        ("opportunity", stage("opportunities"), stage("follow_up_requests"), band(3)),
        ("close", stage("closed"), stage("opportunities"), band(4)),
    ];
    let mut rows: Vec<Value> = lines
        .into_iter()
        .map(|(metric, part, of, (low, high))| {
            let (quotient, verdict) = funnel_rule::actual(part, of, low, high);
            json!({"metric": metric, "numerator": part, "denominator": of,
                "percent": percent_text(quotient.value().as_ref()),
                "display": percent_shown(quotient.value().as_ref()),
                "benchmark_lo": percent_text(Some(&of_percent(low))),
                "benchmark_hi": percent_text(high.map(of_percent).as_ref()), "verdict": verdict.word()})
        })
        .collect();
    let number = |name: &str, default: &str| crate::big(settings[name].as_str().unwrap_or(default));
    let (low, high) = (number("pipeline_lo", "5"), number("pipeline_hi", "10"));
    let quotient = quarterdeck::analysis::benchmark::Quotient {
        numerator: money(given, "pipeline").map(of_money),
        denominator: money(given, "cost").map(of_money),
    };
    let benchmark = quarterdeck::analysis::benchmark::Benchmark { low: low.clone(), high: Some(high.clone()) };
    rows.push(json!({"metric": "pipeline", "multiple": quotient.value().as_ref().map(exact_text),
        "display": multiple_shown(quotient.value().as_ref()), "benchmark_lo": exact_text(&low),
        "benchmark_hi": exact_text(&high), "verdict": quotient.verdict(&benchmark).word()}));
    rows
}

pub(crate) fn timeline(input: &Value) -> Value {
    let settings = &input["settings"];
    let template: TimelineTemplate = word(input, "template").unwrap();
    let (launch, as_of) = (date(input, "launch").unwrap(), date(input, "as_of").unwrap());
    let in_force = date(input, "moved_to").unwrap_or(launch);
    let tasks = generate(template, launch, as_of, flag(settings, "weekend_shift") == Some(true));
    let finished = list(input, "finished");
    let rows: Vec<(jiff::civil::Date, Value)> = tasks
        .iter()
        .map(|task| {
            let done = finished.contains(&json!(task.task.key));
            let due = moved(task.due, done, launch, in_force);
            let row = json!({"key": task.task.key, "title": task.task.title, "owner": task.task.owner,
                "offset_days": task.task.offset, "phase": task.task.phase().word(), "due": due, "finished": done,
                "late_at_start": task.late_at_start});
            (due, row)
        })
        .collect();
    let mut dates: Vec<_> = rows.iter().map(|(due, _)| *due).collect();
    dates.sort_unstable();
    dates.dedup();
    let phase = |name: &str| rows.iter().filter(|(_, row)| row["phase"] == name).count();
    let rules = LeadRules {
        error_days: or(settings, "lead_error_days", 14) as u16,
        campaign_days: or(settings, "campaign_lead_days", 42) as u16,
        webinar_days: or(settings, "webinar_lead_days", 28) as u16,
    };
    let (days, verdict) = lead(template, in_force, as_of, &rules);
    json!({
        "launch": in_force, "lead_days": days, "lead_verdict": verdict.word(), "task_count": rows.len(),
        "late_count": tasks.iter().filter(|task| task.late_at_start).count(),
        "counts": {"before": phase("before"), "day": phase("day"), "after": phase("after")},
        "first_due": dates.first(), "last_due": dates.last(), "dates": dates,
        "tasks": rows.iter().map(|(_, row)| row).collect::<Vec<_>>(),
    })
}

pub(crate) fn qbr(input: &Value) -> Value {
    let settings = &input["settings"];
    let mut rules = qbr_rule::QbrRules {
        pack_days: or(settings, "pack_days", 7) as u16,
        agenda_days: or(settings, "agenda_days", 3) as u16,
        follow_up_hours: or(settings, "follow_up_hours", 48) as u16,
        ..qbr_rule::QbrRules::default()
    };
    for (minutes, given) in rules.agenda_minutes.iter_mut().zip(list(settings, "agenda_minutes")) {
        *minutes = given.as_u64().unwrap() as u16;
    }
    let length = or(input, "length_minutes", 60) as u16;
    let minutes = qbr_rule::agenda(length, &rules);
    let names = ["relationship_check", "performance_review", "pipeline_review", "joint_planning", "resources_support"];
    assert_eq!(names.len(), AgendaSection::ALL.len());
    let sections = names.iter().zip(minutes).map(|(section, minutes)| json!({"section": section, "minutes": minutes}));
    let dates = date(input, "date").map(|on| {
        let found = qbr_rule::dates(on, moment(input, "end"), &rules);
        let as_of = date(input, "as_of").unwrap();
        let task = |key: &str, due: jiff::civil::Date| json!({"key": key, "due": due, "past": due < as_of});
        let later = found.follow_up_due;
        json!({
            "prep_pack": found.prep_pack, "agenda_shared": found.agenda_shared, "follow_up_due": later,
            "follow_up_due_at": found.follow_up_due_at.map(|due| with_seconds(&due.to_string())),
            "next_qbr": found.next_qbr,
            "notes_on_time": qbr_rule::notes_on_time(moment(input, "notes_sent_at"), found.follow_up_due_at),
            "tasks": [task("prep_pack", found.prep_pack), task("agenda_shared", found.agenda_shared),
                task("meeting_notes", later), task("create_tasks", later), task("follow_up", later),
                task("schedule_next", later)],
        })
    });
    let owned = |side: &str| list(input, "action_items").iter().filter(|item| item["owner"] == side).count();
    json!({
        "agenda": sections.collect::<Vec<_>>(), "minutes": minutes, "total_minutes": length, "dates": dates,
        "deck": ["relationship_temperature", "performance", "pipeline", "joint_plan", "resources_support",
            "investment_call", "actions"],
        "action_items": {"us": owned("us"), "partner": owned("partner"), "both": owned("both")},
    })
}

/// The calculators write seconds, and `Z` stays `Z`.
fn with_seconds(text: &str) -> String {
    let (start, offset) = text.split_at(16);
    format!("{start}:00{}", if offset == "+00:00" { "Z" } else { offset })
}

pub(crate) fn cadences(input: &Value) -> Value {
    let settings = &input["settings"];
    let as_of = date(input, "as_of").unwrap();
    let days = IntervalDays {
        weekly: or(settings, "weekly_days", 7) as u16,
        bi_weekly: or(settings, "bi_weekly_days", 14) as u16,
        bi_annual: or(settings, "bi_annual_days", 182) as u16,
    };
    let mut overdue = Vec::new();
    let lines = list(input, "lines").iter().map(|line| {
        let cadence = Cadence::read(&line["interval"].as_str().unwrap().replace("bi_", "bi")).unwrap();
        let last = date(line, "last");
        let due = next_due(last.or(date(input, "program_start")).unwrap(), cadence, &days);
        let state = DueState::of(due, as_of);
        if state == DueState::Overdue {
            overdue.push(line["id"].clone());
        }
        let (late, left) = distance(due, as_of);
        assert_eq!(late - left, days_between(due, as_of));
        json!({"id": line["id"], "next_due": due, "never_sent": last.is_none(), "state": state.word(),
            "days_overdue": late, "days_left": left})
    });
    let lines: Vec<Value> = lines.collect();
    json!({"lines": lines, "overdue": overdue})
}

//! Market development funds (REV-06, 13 to 17).

use crate::analysis::advisor::report::Report;
use crate::analysis::advisor::scene::Scene;
use crate::analysis::exact::{of_money, of_percent, percent_shown, ratio};
use crate::analysis::findings::{Finding, FindingSeverity};
use crate::analysis::mdf::book::MdfBook;
use crate::analysis::mdf::request::{MdfReason, approver};
use crate::program::choice::Choice;
use crate::program::fund::{MdfRequest, MdfState};
use crate::program::money::Money;
use crate::program::period::{Quarter, days_between};
use crate::program::team::TeamRole;
use crate::program::tier::Approver;

/// So long after a year its use is still worth a word, days.
const AFTER_YEAR: i32 = 92;

pub(super) fn look(scene: &Scene<'_>, report: &mut Report) {
    if !scene.program.mdf_requests.is_empty() {
        let book = MdfBook::of(scene.program, scene.derived);
        let spent = |request: &&MdfRequest| matches!(request.state, MdfState::Approved | MdfState::Paid);
        for request in scene.program.mdf_requests.iter().filter(spent) {
            results(scene, request, report);
            allowed(scene, &book, request, report);
        }
    }
    used(scene, report);
}

fn told(scene: &Scene<'_>, request: &MdfRequest) -> String {
    let partner = scene.program.partners.get(&request.partner).map_or("", |partner| partner.name.as_str());
    format!("{} of {partner} for {}", scene.derived.currency().told(request.amount), request.activity_on)
}

/// REV-06: paid, and nothing was reported in time.
fn results(scene: &Scene<'_>, request: &MdfRequest, report: &mut Report) {
    let days = scene.days_since(request.activity_on);
    let limit = i32::from(scene.policy().mdf.report_days);
    let reported = request.reported_leads.is_some() || request.reported_pipeline.is_some();
    if request.state == MdfState::Paid && !reported && days > limit {
        let message = format!("{}: {days} days later no leads and no pipeline are reported", told(scene, request));
        let subject = format!("mdf_request/{}", request.id);
        let finding = Finding::new("REV-06", FindingSeverity::Error, subject, message).field("reported_leads");
        report.find(finding.fix("ask for the report before the next request"));
    }
}

/// Whether somebody of that standing, or above, has approved.
fn has_approved(request: &MdfRequest, wanted: Approver) -> bool {
    let by = |role: TeamRole| request.approvals.iter().any(|approval| approval.role == role);
    let director = by(TeamRole::Director) || by(TeamRole::Vp);
    match wanted {
        Approver::PartnerManager => by(TeamRole::PartnerManager) || director,
        Approver::Director => director,
        Approver::PartnerManagerAndDirector => by(TeamRole::PartnerManager) && director,
        Approver::Vp => by(TeamRole::Vp),
    }
}

/// REV-13, 14, 17: by whom, how much, and for what.
fn allowed(scene: &Scene<'_>, book: &MdfBook<'_>, request: &MdfRequest, report: &mut Report) {
    let Some(answer) = book.request(request).answer else { return };
    let subject = format!("mdf_request/{}", request.id);
    let policy = &scene.policy().mdf;
    let by_tier = book.tier(&request.partner).and_then(|tier| tier.mdf_approver).filter(|_| policy.tier_rule);
    let wanted = approver(request.amount, policy.director_from, by_tier);
    if !has_approved(request, wanted) {
        let message = format!("{} is missing the approval of {}", told(scene, request), wanted.label());
        let finding = Finding::new("REV-13", FindingSeverity::Error, &*subject, message).field("approvals");
        report.find(finding.fix("obtain it, or reverse the approval"));
    }
    let over = |reason: MdfReason| answer.reasons.contains(&reason);
    if over(MdfReason::AnnualLimit) || over(MdfReason::QuarterCap) {
        let (left, what) =
            if over(MdfReason::AnnualLimit) { (answer.annual_left, "year") } else { (answer.quarter_left, "quarter") };
        let excess = request.amount.minus(left.max(Money::whole(0)));
        let excess = scene.derived.currency().told(excess);
        let message = format!("{} is {excess} more than the {what} has left", told(scene, request));
        report.error("REV-14", &*subject, message, "reverse it, or move it to the next one");
    }
    let forbidden: Vec<&str> = answer
        .reasons
        .iter()
        .filter(|reason| matches!(reason, MdfReason::Tier | MdfReason::MinimumArr | MdfReason::Use))
        .map(|reason| reason.label())
        .collect();
    if !forbidden.is_empty() {
        let message = format!("{}: {}", told(scene, request), forbidden.join(", ").to_lowercase());
        report.error("REV-17", subject, message, "reverse it, or record the exception");
    }
}

/// What the tiers of a fiscal year give, and what is committed and paid of it.
fn year(scene: &Scene<'_>, year: i16) -> (Money, Money, Money) {
    let calendar = scene.program.profile.calendar();
    let nothing = Money::whole(0);
    let annual = scene
        .partners()
        .filter(super::super::scene::PartnerScene::signed)
        .filter_map(|partner| scene.program.tiers.get(partner.measures.tier.effective.as_ref()?)?.mdf_annual)
        .fold(nothing, Money::plus);
    let of_year = |request: &&MdfRequest| calendar.quarter_of(request.activity_on).year == year;
    let sum = |states: &[MdfState]| {
        let requests = scene.program.mdf_requests.iter().filter(of_year);
        requests.filter(|request| states.contains(&request.state)).fold(nothing, |sum, one| sum.plus(one.amount))
    };
    (annual, sum(&[MdfState::Approved, MdfState::Paid]), sum(&[MdfState::Paid]))
}

/// REV-15, REV-16: money that lies idle near the end of the year, and after it.
fn used(scene: &Scene<'_>, report: &mut Report) {
    let calendar = scene.program.profile.calendar();
    let now = calendar.quarter_of(scene.as_of());
    let policy = &scene.policy().mdf;
    let end = calendar.last_day(Quarter { year: now.year, number: 4 });
    let left_days = days_between(scene.as_of(), end);
    let currency = scene.derived.currency();
    if (0..=i32::from(policy.expiring_days)).contains(&left_days) {
        let (annual, committed, _) = year(scene, now.year);
        let left = annual.minus(committed);
        let share = ratio(&of_money(left), &of_money(annual));
        if let Some(share) = share.filter(|share| *share >= of_percent(policy.expiring_share)) {
            let message = format!(
                "{} of the MDF ({}) are left, and the year ends in {left_days} days",
                currency.told(left),
                percent_shown(Some(&share))
            );
            report.warning(
                "REV-15",
                "program/program",
                message,
                "plan activities with the partners that have most of it",
            );
        }
    }
    let before = now.year - 1;
    let over = days_between(calendar.last_day(Quarter { year: before, number: 4 }), scene.as_of());
    let any = scene.program.mdf_requests.iter().any(|request| calendar.quarter_of(request.activity_on).year == before);
    if any && (1..=AFTER_YEAR).contains(&over) {
        let (annual, _, paid) = year(scene, before);
        let target = scene.policy().target.mdf_use;
        let share = ratio(&of_money(paid), &of_money(annual));
        if let Some(share) = share.filter(|share| *share < of_percent(target)) {
            let message =
                format!("{} of last year's MDF was used; {target} is the target", percent_shown(Some(&share)));
            report.warning("REV-16", "program/program", message, "make asking for it simpler");
        }
    }
}

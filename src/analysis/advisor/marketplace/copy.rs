//! What a listing says and shows (MKT-01, 02, 04 to 11, 13 to 15).

use crate::analysis::advisor::report::Report;
use crate::analysis::advisor::scene::Scene;
use crate::analysis::blank::{is_blank, word_count};
use crate::analysis::exact::{of_percent, percent_shown};
use crate::analysis::findings::{Finding, FindingSeverity};
use crate::analysis::marketplace::listing_score::ListingScore;
use crate::analysis::marketplace::of_listing::{ReviewSummary, content, description, keyword_count, shared_with};
use crate::program::choice::Choice;
use crate::program::listing::Listing;

/// Words that sound like a company and not like a user (L1236).
const CORPORATE: [&str; 10] = [
    "leverages",
    "leverage",
    "advanced technology",
    "of all sizes",
    "best-in-class",
    "cutting-edge",
    "synergy",
    "seamlessly",
    "world-class",
    "next-generation",
];
/// Words from which a share of keywords says something (MKT-07).
const WORDS_ENOUGH: usize = 50;
/// So often a keyword may not stand in the name.
const TOO_OFTEN_IN_NAME: usize = 3;
/// Steps that lead a buyer to the first result.
const STEPS: usize = 3;

pub(super) fn look(scene: &Scene<'_>, listing: &Listing, report: &mut Report) {
    let subject = format!("listing/{}", listing.id);
    let name = format!("{} on {}", listing.name, listing.marketplace);
    reviewed(scene, listing, &subject, &name, report);
    words(scene, listing, &subject, &name, report);
    keywords(scene, listing, &subject, &name, report);
    parts(scene, listing, &subject, &name, report);
}

/// MKT-01, MKT-06: when it was last looked at, by the calendar and by releases.
fn reviewed(scene: &Scene<'_>, listing: &Listing, subject: &str, name: &str, report: &mut Report) {
    let limit = scene.policy().listing.review_days;
    let Some(on) = listing.reviewed_on else {
        report.not_checked("MKT-01", "when a listing was last looked at");
        return;
    };
    let days = scene.days_since(on);
    if days > i32::from(limit) {
        let message = format!("{name} was last looked at {days} days ago; every {limit} days is usual");
        report.find(
            Finding::new("MKT-01", FindingSeverity::Warning, subject, message)
                .fix("go through it and note the day")
                .field("reviewed_on"),
        );
    }
    match scene.program.profile.last_release {
        None => report.not_checked("MKT-06", "the day of the last release"),
        Some(release) if release <= scene.as_of() && on < release => {
            let message = format!("{name} was last compared with the product on {on}, before the release of {release}");
            report.find(
                Finding::new("MKT-06", FindingSeverity::Warning, subject, message)
                    .fix("compare features and price with the product, then note the day")
                    .field("reviewed_on"),
            );
        }
        Some(_) => {}
    }
}

/// MKT-02, MKT-10, MKT-14: its own words, short and plain.
fn words(scene: &Scene<'_>, listing: &Listing, subject: &str, name: &str, report: &mut Report) {
    let text = description(listing);
    let most = of_percent(scene.settings().percent("listing.copy_share"));
    match &listing.website_copy {
        None => report.not_checked("MKT-02", "the text of the website, to compare a description with"),
        Some(copy) => {
            if let Some(share) = shared_with(&text, copy).filter(|share| *share >= most) {
                let share = percent_shown(Some(&share));
                let message = format!("{share} of the description of {name} stands word for word on the website");
                report.warning("MKT-02", subject, message, "write it for the people who search this marketplace");
            }
        }
    }
    let tagline = word_count(listing.tagline.as_deref());
    let most = scene.policy().listing.score.tagline_max_words as usize;
    if tagline == 0 || tagline > most {
        let message = format!("the tagline of {name} has {tagline} words; 1 to {most} are read");
        report.find(
            Finding::new("MKT-10", FindingSeverity::Warning, subject, message).fix("say it shorter").field("tagline"),
        );
    }
    let all = format!("{} {} {text}", listing.name, listing.tagline.as_deref().unwrap_or_default()).to_lowercase();
    let found: Vec<&str> = CORPORATE.into_iter().filter(|word| all.contains(word)).collect();
    if let Some(first) = found.first() {
        let message = format!("{name} says {first:?}, which no user would");
        let finding = Finding::new("MKT-14", FindingSeverity::Info, subject, message).fix("use the words of a user");
        report.find(finding.evidence(found.iter().map(|word| (*word).to_owned())));
    }
}

/// MKT-07, MKT-09: the words buyers search for, in the name and not too often.
fn keywords(scene: &Scene<'_>, listing: &Listing, subject: &str, name: &str, report: &mut Report) {
    if listing.keywords.is_empty() {
        report.not_checked("MKT-07", "the keywords of a listing");
    }
    let reviews = ReviewSummary::default();
    let score = ListingScore::of(&content(listing, &reviews), scene.as_of(), &scene.policy().listing.score);
    if score.keywords_found.is_empty() {
        let why =
            if listing.keywords.is_empty() { "no keyword is chosen" } else { "none of its keywords stands in it" };
        let message = format!("nobody who searches finds the name {:?}: {why}", listing.name);
        report.find(
            Finding::new("MKT-09", FindingSeverity::Warning, subject, message)
                .fix("put the product, then what it does, into the name")
                .field("name"),
        );
    }
    let text = description(listing);
    let most = of_percent(scene.policy().listing.keyword_share);
    let enough = word_count(Some(&text)) >= WORDS_ENOUGH;
    for keyword in &listing.keywords {
        let (_, share) = keyword_count(&text, keyword);
        let (in_name, _) = keyword_count(&listing.name, keyword);
        let stuffed = share.filter(|share| enough && *share > most);
        let message = match stuffed {
            Some(share) => format!("{keyword:?} is {} of the words of {name}", percent_shown(Some(&share))),
            None if in_name >= TOO_OFTEN_IN_NAME => format!("{keyword:?} stands {in_name} times in the name of {name}"),
            None => continue,
        };
        report.warning("MKT-07", subject, message, "write it for readers, not for the search");
    }
}

/// MKT-04, MKT-05, MKT-08, MKT-11, MKT-13, MKT-15: what belongs to a listing.
fn parts(scene: &Scene<'_>, listing: &Listing, subject: &str, name: &str, report: &mut Report) {
    if is_blank(listing.primary_category.as_deref()) {
        let message = format!("{name} stands in no category");
        report.find(
            Finding::new("MKT-04", FindingSeverity::Warning, subject, message)
                .fix("choose the one buyers look in")
                .field("primary_category"),
        );
    }
    let reviews = ReviewSummary::default();
    let score = ListingScore::of(&content(listing, &reviews), scene.as_of(), &scene.policy().listing.score);
    let missing: Vec<&str> = score.screenshots_missing.iter().map(|role| role.label()).collect();
    let shown = 5 - missing.len();
    if shown < 5 {
        let severity = if shown == 0 { FindingSeverity::Error } else { FindingSeverity::Warning };
        let message = format!("{name} shows {shown} of 5 screenshots");
        let finding = Finding::new("MKT-05", severity, subject, message).field("screenshots");
        report.find(finding.fix(format!("add {}", missing.join(", "))));
    }
    if is_blank(listing.differentiator.as_deref()) {
        let message = format!("{name} does not say what sets it apart");
        report.find(
            Finding::new("MKT-08", FindingSeverity::Warning, subject, message)
                .fix("name the one thing no other has")
                .field("differentiator"),
        );
    }
    let bare: Vec<String> = listing
        .features
        .iter()
        .filter(|feature| is_blank(feature.benefit.as_deref()))
        .map(|feature| feature.feature.clone())
        .collect();
    if !bare.is_empty() {
        let message = format!("{} of {} features of {name} name no benefit", bare.len(), listing.features.len());
        let finding = Finding::new("MKT-11", FindingSeverity::Warning, subject, message).evidence(bare);
        report.find(finding.fix("say after each what it gives the user").field("features"));
    }
    let steps = listing.steps.iter().filter(|step| !is_blank(Some(step))).count();
    if steps < STEPS {
        let message = format!("{name} has {steps} steps to get started; {STEPS} make it clear");
        report.find(
            Finding::new("MKT-13", FindingSeverity::Warning, subject, message)
                .fix("write install, connect, first result")
                .field("steps"),
        );
    }
    let [low, high] = scene.policy().listing.score.video_seconds;
    if let Some(seconds) = listing.video_seconds.map(u64::from).filter(|seconds| *seconds < low || *seconds > high) {
        let message = format!("the video of {name} takes {seconds} seconds; {low} to {high} are watched");
        report
            .find(Finding::new("MKT-15", FindingSeverity::Info, subject, message).fix("cut it").field("video_seconds"));
    }
}

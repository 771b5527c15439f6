//! What the document names of tracking, fraud controls, legal requirements and the portal, and what of it is there (F34 to F36, F39).

use crate::program::affiliate::AffiliateProgram;
use crate::program::choice::choice;

choice! {
    /// Which list an item stands on.
    pub enum TermList {
        Tracking = "tracking" => "Tracking",
        Fraud = "fraud_controls" => "Fraud control",
        Legal = "legal" => "Legal",
        Portal = "features" => "Portal",
        Restriction = "restrictions" => "Restriction",
    }
}

/// An item of the document: its list, its name, the word by which it is known, its rank, what it is.
pub type Known = (TermList, &'static str, &'static str, &'static str, &'static str);

/// Every item of the document.
#[rustfmt::skip]
pub const KNOWN: [Known; 27] = [
    (TermList::Tracking, "Cookie-based", "cookie", "Good", "Standard, 30 to 90 days"),
    (TermList::Tracking, "Coupon codes", "coupon", "Very good", "A unique code for each affiliate"),
    (TermList::Tracking, "UTM parameters", "utm", "Good", "Needs proper attribution"),
    (TermList::Tracking, "Referral links", "link", "Good", "Standard tracking URLs"),
    (TermList::Tracking, "Sub-IDs", "sub-id", "Very good", "Tracking by campaign"),
    (TermList::Tracking, "Server-side", "server", "Excellent", "First-party, respects privacy"),
    (TermList::Fraud, "Self-referral", "self-referral", "", "IP and domain matching; terms forbid it"),
    (TermList::Fraud, "Cookie stuffing", "cookie", "", "Click patterns; click quality scoring"),
    (TermList::Fraud, "Fake conversions", "refund", "", "Refund rate; holdback"),
    (TermList::Fraud, "Brand bidding", "brand", "", "Watch paid search; terms and enforcement"),
    (TermList::Fraud, "Coupon abuse", "coupon", "", "Watch where codes appear; limited codes"),
    (TermList::Fraud, "Bot traffic", "bot", "", "Click analysis; traffic filters"),
    (TermList::Legal, "FTC disclosure", "disclos", "", "Required in the affiliate's content"),
    (TermList::Legal, "Terms of service", "terms of service", "", "Clear and enforceable"),
    (TermList::Legal, "Payment terms", "payment", "", "Net 30, least payout"),
    (TermList::Legal, "Tax documentation", "tax", "", "W-9 or W-8BEN collected"),
    (TermList::Legal, "Data processing agreement", "data", "", "For personal data"),
    (TermList::Legal, "Trademark usage", "trademark", "", "Clear guidelines"),
    (TermList::Portal, "Dashboard", "dashboard", "Critical", "Performance at a glance"),
    (TermList::Portal, "Real-time stats", "real-time", "Critical", "Clicks, conversions, earnings"),
    (TermList::Portal, "Payment history", "payment", "Critical", "Transparency, trust"),
    (TermList::Portal, "Marketing materials", "material", "High", "What makes promotion possible"),
    (TermList::Portal, "Link generator", "link", "High", "Campaign tracking"),
    (TermList::Portal, "Performance reports", "report", "High", "What to optimize"),
    (TermList::Portal, "Payout settings", "payout", "High", "How affiliates are paid"),
    (TermList::Portal, "Sub-ID tracking", "sub-id", "Medium", "Data by campaign"),
    (TermList::Portal, "API access", "api", "Medium", "For advanced affiliates"),
];

/// The items of a list as they stand in the program.
pub fn items(program: &AffiliateProgram, list: TermList) -> &[String] {
    match list {
        TermList::Tracking => &program.tracking,
        TermList::Fraud => &program.fraud_controls,
        TermList::Legal => &program.legal,
        TermList::Portal => &program.features,
        TermList::Restriction => &program.restrictions,
    }
}

/// Whether an item of a program is one of the document.
pub fn is_one(item: &str, known: &Known) -> bool {
    let item = item.to_lowercase();
    item == known.1.to_lowercase() || item.contains(known.2)
}

/// How many of the six controls of the document a program has (AFF-06).
pub fn fraud_controls(program: &AffiliateProgram) -> usize {
    let controls = KNOWN.iter().filter(|known| known.0 == TermList::Fraud);
    controls.filter(|known| program.fraud_controls.iter().any(|item| is_one(item, known))).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_those_of_the_document() {
        let count = |list| KNOWN.iter().filter(|known| known.0 == list).count();
        let counts = [TermList::Tracking, TermList::Fraud, TermList::Legal, TermList::Portal].map(count);
        assert_eq!(counts, [6, 6, 6, 9]);
        assert!(is_one("Cookie of 60 days", &KNOWN[0]) && !is_one("Server event", &KNOWN[0]));
    }
}

//! Whether a tier pays for itself (R-12, TIER-10).

use super::rules::Under;
use crate::analysis::comparison::revenue_threshold;
use crate::analysis::exact::{exact, multiple_shown, of_money, of_percent, to_money, whole};
use crate::analysis::findings::{Finding, FindingSeverity};
use crate::analysis::policy::EconomicsBasis;
use crate::analysis::tier_economics::TierInputs;
use crate::program::money::Money;

pub(super) fn check(under: &mut Under<'_>) {
    let currency = under.currency();
    let basis = under.derived.policy().tier.economics_basis;
    let thin = exact(under.derived.policy().tier.economics_warn_below.decimal());
    for step in under.steps.clone() {
        let tier = step.tier;
        let (Some(margin), Some(cost)) = (tier.economics_margin, tier.partner_cost) else { continue };
        let at = |revenue: Option<Money>, words: &str| {
            let revenue = revenue?;
            let economics = TierInputs { revenue, margin, cost }.economics();
            let multiple = economics.multiple?;
            let severity = match () {
                () if multiple < whole(1) => FindingSeverity::Error,
                () if multiple < thin => FindingSeverity::Warning,
                () => return None,
            };
            let net = currency.told(to_money(&economics.net));
            let line = format!(
                "{words} {}: {} x {margin} - {} = {net}, {}",
                currency.told(revenue),
                currency.told(revenue),
                currency.told(cost),
                multiple_shown(Some(&multiple))
            );
            Some((severity, format!("{} {words}", multiple_shown(Some(&multiple))), line))
        };
        let judged = [
            (EconomicsBasis::Average, tier.average_revenue, "on average"),
            (EconomicsBasis::Threshold, revenue_threshold(&step.tested.criteria), "at its threshold"),
        ];
        let asked = judged.into_iter().filter(|(at, ..)| basis == EconomicsBasis::Both || basis == *at);
        let found: Vec<_> = asked.filter_map(|(_, revenue, words)| at(revenue, words)).collect();
        let Some(worst) = found.iter().map(|(severity, ..)| *severity).max() else { continue };
        let said: Vec<&str> = found.iter().map(|(_, said, _)| said.as_str()).collect();
        let verb = if worst == FindingSeverity::Error { "loses money, it returns" } else { "returns little," };
        let mut finding =
            Finding::new("TIER-10", worst, step.subject(), format!("{} {verb} {}", step.name(), said.join(" and ")));
        if margin.units() > 0 {
            let even = of_money(cost) / of_percent(margin);
            finding = finding.fix(format!("cut the cost, or ask for more than {}", currency.told(to_money(&even))));
        }
        under.report(finding.evidence(found.into_iter().map(|(.., line)| line)));
    }
}

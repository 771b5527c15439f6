//! Why a program shows no sourced revenue at all, and what to do: a fresh import from a CRM has no registrations.

use super::state::Derived;
use crate::program::deal::DealStage;

/// Why nothing is sourced, in a few words and in full.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NothingSourced {
    /// For a line beside others.
    pub short: String,
    /// With what to do.
    pub long: String,
}

impl Derived {
    /// Why no revenue of the trailing twelve months is sourced; nothing where some is, or where no partner has
    /// won a deal. Looks at every deal: ask once a revision.
    pub fn why_nothing_sourced(&self) -> Option<NothingSourced> {
        if self.program().sourced_deals > 0 {
            return None;
        }
        let (context, window) = (self.context(), self.periods().t12m);
        let won = self.deals().filter(|(deal, measures)| {
            deal.stage == DealStage::Won && (deal.partner.is_some() || !measures.parts.is_empty())
        });
        let closed: Vec<_> = won.filter_map(|(deal, _)| deal.closed_on).collect();
        let recent = closed.iter().filter(|on| window.contains(**on)).count();
        let last = *closed.iter().max()?;
        let deals = |count: usize| if count == 1 { "1 won deal".to_owned() } else { format!("{count} won deals") };
        Some(if recent == 0 {
            NothingSourced {
                short: format!("no deal won in the last 12 months, the last on {last}"),
                long: format!(
                    "No revenue: no partner won a deal in the 12 months to {}; the last closed on {last}. \
                     --as-of looks at the plan as of an earlier day.",
                    self.as_of()
                ),
            }
        } else if context.program.registrations.is_empty() {
            NothingSourced {
                short: "no sourced revenue: no deal is registered yet".to_owned(),
                long: format!(
                    "No sourced revenue: none of {} with partners has a registration, and what is not registered is \
                     not sourced. Import the registration date (--map reg_date=COLUMN), or let the sourced.* settings \
                     count less.",
                    deals(recent)
                ),
            }
        } else {
            NothingSourced {
                short: format!("no sourced revenue: none of {} meets every rule", deals(recent)),
                long: format!(
                    "No sourced revenue: none of {} with partners meets every rule of sourcing. The sourced.* settings \
                     say what counts; K on Influenced lists the deals.",
                    deals(recent)
                ),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::program::Program;
    use crate::program::deal::Deal;
    use crate::program::money::Money;
    use crate::program::partner::{LifecycleStage, Partner};

    fn imported(closed: jiff::civil::Date) -> Derived {
        let mut program = Program::named("Imported");
        let acme = Partner::named("acme".parse().unwrap(), "Acme", LifecycleStage::Activate);
        let mut deal = Deal::named("d1".parse().unwrap(), "Deal", DealStage::Won);
        deal.partner = Some(acme.id.clone());
        deal.amount = Some(Money::whole(5_000));
        (deal.created_on, deal.closed_on) = (Some(closed), Some(closed));
        program.put(acme.into());
        program.put(deal.into());
        Derived::new(&program, date(2026, 9, 30))
    }

    #[test]
    fn an_import_without_registrations_says_so_and_what_to_do() {
        let why = imported(date(2026, 5, 1)).why_nothing_sourced().unwrap();
        assert!(why.short.contains("registered") && why.long.contains("--map reg_date=COLUMN"), "{why:?}");
        let old = imported(date(2024, 5, 1)).why_nothing_sourced().unwrap();
        assert!(old.short.contains("2024-05-01") && old.long.contains("--as-of"), "{old:?}");
        let empty = Derived::new(&Program::named("Empty"), date(2026, 9, 30));
        assert_eq!(empty.why_nothing_sourced(), None);
    }
}

//! What the advisor says of a session: looked at once, then followed from edit to edit.
//!
//! A large plan is looked at on another thread, so that no key waits for it; until then there is nothing to show.

use std::sync::{Arc, PoisonError, RwLock};

use jiff::civil::Date;

use super::workbench::Workbench;
use crate::analysis::advisor::{Advice, Severities};
use crate::analysis::derived::{Derived, Touched};
use crate::analysis::findings::Finding;
use crate::program::Program;
use crate::program::id::Id;
use crate::program::partner::Partner;

/// Partners and deals above which a whole look takes longer than a frame.
const LARGE: usize = 3_000;

/// What was said last, and of which revision.
#[derive(Debug, Default)]
pub(super) struct Advised(RwLock<Option<(u64, Arc<Advice>)>>);

impl Advised {
    fn read(&self) -> Option<(u64, Arc<Advice>)> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn put(&self, revision: u64, advice: Advice) -> Arc<Advice> {
        let advice = Arc::new(advice);
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some((revision, Arc::clone(&advice)));
        advice
    }

    fn take(&self) -> Option<(u64, Arc<Advice>)> {
        self.0.write().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// What another thread is to look at.
#[derive(Debug, Clone)]
pub struct Question {
    /// The plan.
    pub program: Box<Program>,
    /// As of when.
    pub as_of: Date,
    /// Of which revision it is.
    pub revision: u64,
}

impl Question {
    /// The answer; takes as long as it takes.
    pub fn answer(&self) -> Advice {
        Advice::new(&self.program, &Derived::new(&self.program, self.as_of))
    }
}

impl Workbench {
    /// What the rules say of the plan as it stands; a large plan may take longer than a frame.
    pub fn advice(&self) -> Arc<Advice> {
        self.advice_at_hand()
            .unwrap_or_else(|| self.advised().put(self.revision(), Advice::new(self.program(), self.derived())))
    }

    /// The same where it is known, or takes no longer than a frame to know.
    pub fn advice_at_hand(&self) -> Option<Arc<Advice>> {
        let small = self.program().partners.len() + self.program().deals.len() <= LARGE;
        let Some((at, advice)) = self.advised().read() else {
            return small.then(|| self.advised().put(self.revision(), Advice::new(self.program(), self.derived())));
        };
        if at == self.revision() {
            return Some(advice);
        }
        let touched = self.touched_since(at);
        if matches!(touched, Touched::Everything) && !small {
            return None;
        }
        drop(advice);
        let (_, advice) = self.advised().take()?;
        let mut advice = Arc::unwrap_or_clone(advice);
        advice.follow(self.program(), self.derived(), &touched);
        Some(self.advised().put(self.revision(), advice))
    }

    /// What another thread should look at; nothing where everything is known.
    pub fn question(&self) -> Option<Question> {
        self.advice_at_hand().is_none().then(|| Question {
            program: Box::new(self.program().clone()),
            as_of: self.as_of(),
            revision: self.revision(),
        })
    }

    /// Takes in what another thread found of a revision.
    pub fn take_advice(&self, revision: u64, advice: Advice) {
        self.advised().put(revision, advice);
    }

    /// How many findings on a partner nobody accepted, where that is known already.
    pub fn findings_known_on(&self, partner: &Id<Partner>) -> Option<Severities> {
        let (at, advice) = self.advised().read()?;
        (at == self.revision()).then(|| advice.open_on(self.program(), self.as_of(), partner))
    }

    /// Every finding that nobody accepted, the worst first.
    pub fn open_findings(&self) -> Vec<Finding> {
        let mut found = self.advice().findings(self.program());
        found.retain(|finding| !finding.is_waived(self.program(), self.as_of()));
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::update::update;
    use crate::app::{Command, Dates, Origin};

    #[test]
    fn what_is_followed_is_what_a_whole_look_says() {
        let bytes = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/saves/northwind.ron")).unwrap();
        let program = crate::store::read(&bytes).unwrap().program;
        let dates = Dates { today: jiff::civil::date(2026, 9, 30), asked: None };
        let mut workbench = Workbench::new(program, Origin::default(), dates);
        drop(workbench.advice());
        for line in [
            "unset partner/acorn-analytics.owner",
            "set partner/*.note checked",
            "set program.exec_sponsor Dana",
            "set-setting contact.silence_days 30",
        ] {
            let lines = crate::app::spoken::lines(line).unwrap();
            if crate::app::spoken::run(&mut workbench, &lines).is_err() {
                continue;
            }
            let whole = Advice::new(workbench.program(), workbench.derived());
            assert!(*workbench.advice() == whole, "{line}");
        }
        update(&mut workbench, Command::Undo).unwrap();
        assert!(*workbench.advice() == Advice::new(workbench.program(), workbench.derived()));
    }
}

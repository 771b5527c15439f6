//! What a user can ask for, on the screen and on the command line alike.

use std::sync::Arc;

use jiff::civil::Date;

pub use super::campaign_command::CampaignCommand;
use crate::edit::Edit;
use crate::edit::commands::closing::Closing;
use crate::edit::commands::conflicts::Decision;
use crate::edit::commands::deals;
use crate::edit::commands::meetings::Temperature;
use crate::edit::commands::plans::PlannedPartner;
use crate::edit::commands::qbrs::NewAction;
use crate::program::compensation::Payment;
use crate::program::criterion::Criterion;
use crate::program::deal::{Deal, DealRegistration, DealStage, RegistrationState};
use crate::program::fund::{MdfRequest, MdfState};
use crate::program::id::Id;
use crate::program::meeting::Minute;
use crate::program::moment::Moment;
use crate::program::money::Money;
use crate::program::partner::{LifecycleStage, Partner, TierOverride};
use crate::program::period::Quarter;
use crate::program::qbr::{ActionItem, AgendaSection, Qbr, ReviewFigure};
use crate::program::quantity::Quantity;
use crate::program::task::PlanTemplate;
use crate::program::tier::{Benefit, Tier};
use crate::program::{AnyRecord, Kind};

/// A command on the session.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// On records of any kind.
    Record(RecordCommand),
    /// On partners.
    Partner(PartnerCommand),
    /// On the ladder.
    Tier(TierCommand),
    /// On deals.
    Deal(DealCommand),
    /// On what partners are granted and paid.
    Money(MoneyCommand),
    /// On campaigns and tasks.
    Campaign(CampaignCommand),
    /// On dated plans.
    Plan(PlanCommand),
    /// On reviews and action items.
    Qbr(QbrCommand),
    /// Sets a setting from text; `None`: back to its default.
    SetSetting {
        /// Its key, such as `influence.credit`.
        key: String,
        /// The value.
        text: Option<String>,
    },
    /// Takes an edit made elsewhere, such as an import, as one step.
    Apply(Edit),
    /// Takes the last step back.
    Undo,
    /// Does the last undone step again.
    Redo,
    /// Takes steps back or does them again until so many are done.
    GoToStep(usize),
    /// Ends typing, so that the next keystroke starts a step of its own.
    Seal,
    /// Saves to the file the program came from.
    Save,
    /// Saves to another file and stays with it.
    SaveAs(std::path::PathBuf),
    /// Writes a document beside the plan; a file that is there already is never overwritten.
    Export {
        /// Where.
        path: std::path::PathBuf,
        /// What.
        text: String,
    },
    /// Writes what goes out after a review into a new folder: recaps, action items, a calendar.
    WritePackage {
        /// Which review.
        qbr: Id<Qbr>,
        /// The folder; where it is there already, the next free name after it.
        folder: std::path::PathBuf,
    },
    /// On the scenarios beside the plan.
    Scenario(ScenarioCommand),
    /// Looks at the plan as of another date, in memory only; `None`: as the program or the clock says.
    SetAsOf(Option<Date>),
}

impl Command {
    /// Whether it changes the program or its file.
    pub fn changes(&self) -> bool {
        !matches!(self, Self::Seal | Self::SaveAs(_) | Self::Export { .. } | Self::Scenario(_) | Self::SetAsOf(_))
    }
}

/// Commands on the scenarios beside the plan; none of them changes the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScenarioCommand {
    /// Looks which there are.
    List,
    /// Keeps one under a name that is free.
    Keep {
        /// The name.
        name: String,
        /// The text of its file.
        text: String,
    },
    /// Throws one away.
    Discard {
        /// The name.
        name: String,
    },
}

/// Commands on records of any kind.
#[derive(Debug, Clone, PartialEq)]
pub enum RecordCommand {
    /// Sets a field of records from text as a user types it; empty text clears it.
    SetField {
        /// Kind of the records.
        kind: Kind,
        /// Which.
        ids: Vec<Arc<str>>,
        /// Which field.
        field: String,
        /// The text, such as `25k` or `fri`.
        text: String,
    },
    /// Adds a record.
    Add {
        /// The record.
        record: AnyRecord,
        /// How the history shows it.
        label: String,
    },
    /// Replaces a record by another state of it.
    Replace {
        /// The record.
        record: AnyRecord,
        /// How the history shows it.
        label: String,
    },
    /// Deletes records with everything that cannot be without them.
    Delete {
        /// Kind of the records.
        kind: Kind,
        /// Which.
        ids: Vec<Arc<str>>,
    },
    /// Decides what two people decided differently.
    Decide {
        /// The conflict.
        conflict: Arc<str>,
        /// How.
        decision: Decision,
    },
}

/// Commands on partners.
#[derive(Debug, Clone, PartialEq)]
pub enum PartnerCommand {
    /// Adds a partner for each name.
    Add {
        /// The names.
        names: Vec<String>,
        /// Their stage.
        stage: LifecycleStage,
    },
    /// Places a partner on the value matrix.
    Place {
        /// Whom.
        partner: Id<Partner>,
        /// Strategic value, 0 to 100.
        strategic_value: Quantity,
        /// Annual potential, where it is set too.
        potential: Option<Money>,
    },
    /// Grants a tier as of the as-of date; `None` takes it away.
    GrantTier {
        /// Whom.
        partners: Vec<Id<Partner>>,
        /// Which.
        tier: Option<Id<Tier>>,
    },
    /// Grants the tiers that partners have anew, as of the as-of date.
    RenewTier {
        /// Whom.
        partners: Vec<Id<Partner>>,
    },
    /// Records an override or a provisional tier; `None` ends it.
    SetException {
        /// Whom.
        partner: Id<Partner>,
        /// What.
        exception: Option<TierOverride>,
    },
}

/// Commands on the ladder.
#[derive(Debug, Clone, PartialEq)]
pub enum TierCommand {
    /// Adds a tier on top.
    Add {
        /// Its name.
        name: String,
    },
    /// Replaces the criteria.
    SetCriteria {
        /// Of which tier.
        tier: Id<Tier>,
        /// The new tree.
        criteria: Criterion,
    },
    /// Changes one threshold.
    SetThreshold {
        /// Of which tier.
        tier: Id<Tier>,
        /// Path of child positions to the comparison.
        path: Vec<usize>,
        /// The new threshold.
        threshold: Quantity,
    },
    /// Sets the value of a benefit; empty takes it away.
    SetBenefit {
        /// Of which tier.
        tier: Id<Tier>,
        /// Which benefit.
        benefit: Id<Benefit>,
        /// The value.
        level: String,
    },
    /// Moves a tier up or down its ladder.
    Reorder {
        /// Which.
        tier: Id<Tier>,
        /// Up or down.
        up: bool,
    },
    /// Removes a tier.
    Remove {
        /// Which.
        tier: Id<Tier>,
    },
    /// Replaces the ladder by a preset: `standard`, `core`, `example`.
    ApplyPreset {
        /// Which.
        name: String,
    },
}

/// Commands on deals.
#[derive(Debug, Clone, PartialEq)]
pub enum DealCommand {
    /// Closes a deal as won or lost with its date, or corrects how it was closed.
    Close(deals::Closing),
    /// Opens a closed deal again.
    Reopen {
        /// Which.
        deal: Id<Deal>,
        /// At which stage.
        stage: DealStage,
    },
}

/// Commands on what partners are granted and paid.
#[derive(Debug, Clone, PartialEq)]
pub enum MoneyCommand {
    /// Brings deal registrations into a state, with the dates that belong to it.
    DecideRegistrations {
        /// Which.
        registrations: Vec<Id<DealRegistration>>,
        /// The state.
        state: RegistrationState,
    },
    /// Brings requests for funds into a state, with the day they were paid.
    DecideRequests {
        /// Which.
        requests: Vec<Id<MdfRequest>>,
        /// The state.
        state: MdfState,
    },
    /// Marks payments made on the as-of date, or not made.
    SetPaid {
        /// Which.
        payments: Vec<Id<Payment>>,
        /// Made, or not.
        paid: bool,
    },
    /// Adds payments that are to be made.
    Schedule {
        /// The payments.
        payments: Vec<Payment>,
    },
}

/// Plans that are to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPlans {
    /// From which template.
    pub template: PlanTemplate,
    /// First day, of the first wave.
    pub start: Date,
    /// For whom; nobody for a launch.
    pub partners: Vec<PlannedPartner>,
    /// How many managers share a rollout; none: those of the team.
    pub managers: Option<u32>,
}

/// Commands on dated plans.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlanCommand {
    /// Makes plans with their tasks; a rollout in waves by capacity.
    Make(NewPlans),
}

/// Commands on reviews and action items.
#[derive(Debug, Clone, PartialEq)]
pub enum QbrCommand {
    /// Schedules a review.
    Schedule {
        /// With whom.
        partner: Id<Partner>,
        /// Of which quarter.
        quarter: Quarter,
        /// When.
        on: Date,
        /// How long.
        minutes: u16,
    },
    /// Sets the notes of a section; typing goes on as one step.
    SetNotes {
        /// Which review.
        qbr: Id<Qbr>,
        /// Which section.
        section: AgendaSection,
        /// The text.
        text: String,
    },
    /// Sets the planned minutes of a section.
    SetMinutes {
        /// Which review.
        qbr: Id<Qbr>,
        /// Which section.
        section: AgendaSection,
        /// How many.
        minutes: u16,
    },
    /// Adds time spent on a section.
    AddElapsed {
        /// Which review.
        qbr: Id<Qbr>,
        /// Which section.
        section: AgendaSection,
        /// Seconds.
        seconds: u32,
    },
    /// Starts the meeting of a review on a section, with the numbers as they stand.
    StartMeeting {
        /// Which review.
        qbr: Id<Qbr>,
        /// On which section.
        section: AgendaSection,
        /// When.
        at: Moment,
    },
    /// Enters a section; the one left keeps its time, and a paused clock runs again.
    EnterSection {
        /// Which review.
        qbr: Id<Qbr>,
        /// Which section.
        section: AgendaSection,
        /// When.
        at: Moment,
    },
    /// Stops the clock of a meeting, or lets it run again.
    PauseMeeting {
        /// Which review.
        qbr: Id<Qbr>,
        /// When.
        at: Moment,
    },
    /// Shares the time that is left out among the sections to come.
    ReplanMeeting {
        /// Which review.
        qbr: Id<Qbr>,
        /// When.
        at: Moment,
    },
    /// Takes the numbers of the program for those of the meeting.
    RefreshNumbers {
        /// Which review.
        qbr: Id<Qbr>,
        /// When.
        at: Moment,
    },
    /// Keeps what stands in the capture line; typing goes on as one step.
    SetLine {
        /// Which review.
        qbr: Id<Qbr>,
        /// The text.
        text: String,
    },
    /// Writes a line of a meeting down as what it says.
    Capture {
        /// Which review.
        qbr: Id<Qbr>,
        /// The line, such as `action Sarah co-brand kit by fri`.
        line: String,
        /// When.
        at: Moment,
    },
    /// Records a temperature of a meeting, also after it.
    SetTemperature {
        /// Which review.
        qbr: Id<Qbr>,
        /// Whose, at which end, and what.
        temperature: Temperature,
    },
    /// Settles a disputed number or a parked subject; an empty answer opens it again.
    Settle {
        /// Which.
        minute: Id<Minute>,
        /// The answer.
        answer: String,
    },
    /// Sets what a number of a review is to reach; none takes the target away.
    SetTarget {
        /// Which review.
        qbr: Id<Qbr>,
        /// Which number.
        figure: ReviewFigure,
        /// The target.
        value: Option<Quantity>,
    },
    /// Closes a held review: tasks, the next one, notes sent.
    Close(Closing),
    /// Ends a meeting: the review is held.
    EndMeeting {
        /// Which review.
        qbr: Id<Qbr>,
        /// When.
        at: Moment,
    },
    /// Adds an action item.
    AddAction(NewAction),
    /// Marks an action item done or open again.
    ToggleAction {
        /// Which.
        action: Id<ActionItem>,
    },
}

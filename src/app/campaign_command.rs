//! Commands on campaigns, their parts and their tasks.

use jiff::civil::Date;

use crate::analysis::campaign_parts::StandardSet;
use crate::edit::commands::campaign_results::CampaignResults;
use crate::edit::commands::campaigns::{NewCampaign, NewTask};
use crate::program::campaign::Campaign;
use crate::program::clock_time::ClockTime;
use crate::program::event::RaciLetter;
use crate::program::id::Id;
use crate::program::period::Quarter;
use crate::program::side::Side;
use crate::program::task::Task;
use crate::program::task_template::TaskTemplate;
use crate::program::zone::Zone;

/// Commands on campaigns and tasks.
#[derive(Debug, Clone, PartialEq)]
pub enum CampaignCommand {
    /// Adds a campaign with the tasks of the template of its kind.
    Create(NewCampaign),
    /// Adds what the co-marketing playbook asks of a quarter and is not planned yet (F11).
    PlanQuarter {
        /// Which quarter.
        quarter: Quarter,
    },
    /// Moves the launch with its open tasks.
    MoveLaunch {
        /// Which campaign.
        campaign: Id<Campaign>,
        /// To when.
        launch: Date,
        /// Whether tasks that come to lie on a weekend or holiday go to a working day.
        working_days: bool,
    },
    /// Sets the local time of the launch.
    SetTime {
        /// Which campaign.
        campaign: Id<Campaign>,
        /// The time; none takes it away.
        time: Option<ClockTime>,
        /// The zone, where one is named; else it stays.
        zone: Option<Zone>,
    },
    /// Marks tasks done, or open again when all are done.
    ToggleDone {
        /// Which.
        tasks: Vec<Id<Task>>,
    },
    /// Moves the due dates of open tasks.
    ShiftTasks {
        /// Which.
        tasks: Vec<Id<Task>>,
        /// By how many days.
        days: i32,
    },
    /// Gives open tasks a due date.
    SetDue {
        /// Which.
        tasks: Vec<Id<Task>>,
        /// By when.
        due: Date,
    },
    /// Makes a template of the tasks of a campaign.
    MakeTemplate {
        /// Which campaign.
        campaign: Id<Campaign>,
        /// What the template is called.
        name: String,
    },
    /// Adds the tasks of a template of one's own to a campaign.
    ApplyTemplate {
        /// Which campaign.
        campaign: Id<Campaign>,
        /// Which template.
        template: Id<TaskTemplate>,
    },
    /// Adds the usual parts of a campaign that it does not have.
    AddStandard {
        /// Which campaign.
        campaign: Id<Campaign>,
        /// Which parts.
        set: StandardSet,
    },
    /// Says who does an activity.
    SetRaci {
        /// Of which campaign.
        campaign: Id<Campaign>,
        /// What.
        activity: String,
        /// Our letters.
        ours: Vec<RaciLetter>,
        /// The partner's; without any letter of either side the activity goes.
        partner: Vec<RaciLetter>,
    },
    /// Says that a brand rule is met, or no longer.
    ToggleBrand {
        /// Of which campaign.
        campaign: Id<Campaign>,
        /// Which rule.
        rule: String,
    },
    /// Gives leads without one their first contact.
    AssignLeads {
        /// Of which campaign.
        campaign: Id<Campaign>,
    },
    /// Adds a task.
    AddTask(NewTask),
    /// Says who does tasks.
    Assign {
        /// Which.
        tasks: Vec<Id<Task>>,
        /// Which side.
        side: Side,
        /// The person; none clears it.
        person: Option<String>,
    },
    /// Writes the sizes of the lists and what the campaign gave.
    SetResults(CampaignResults),
}

//! Commands on campaigns and their tasks: made from a template, moved, ticked off.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::edit::{Draft, Edit, Refusal};
use crate::program::campaign::{Campaign, CampaignKind, CampaignState};
use crate::program::choice::Choice;
use crate::program::clock_time::{ClockTime, Start};
use crate::program::id::{Id, mint, mint_seeded};
use crate::program::partner::Partner;
use crate::program::period::days_between;
use crate::program::side::Side;
use crate::program::task::Task;
use crate::program::task_template::TaskTemplate;
use crate::program::zone::Zone;
use crate::program::{Kind, Program};

/// A row of a template, as the rules give it for a launch date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskRow {
    /// What.
    pub title: String,
    /// Days from the launch.
    pub offset: i16,
    /// Which side.
    pub side: Side,
    /// In which role.
    pub role: Option<String>,
    /// The due date.
    pub due: Date,
    /// Whether it was due before the plan was made.
    pub late_at_start: bool,
    /// The places in the list, from 0, of the rows that come before it.
    pub after: Vec<usize>,
}

/// What a new campaign starts with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCampaign {
    /// Name.
    pub name: String,
    /// Kind.
    pub kind: CampaignKind,
    /// With whom.
    pub partners: Vec<Id<Partner>>,
    /// Launch date.
    pub launch: Date,
    /// The template of its tasks; none: the one of its kind.
    pub template: Option<Id<TaskTemplate>>,
}

/// Adds a campaign with the tasks of its template.
pub fn create(program: &Program, new: NewCampaign, rows: Vec<TaskRow>) -> Result<(Edit, Id<Campaign>), Refusal> {
    let mut draft = Draft::over(program);
    let label = format!("Add {} {}", new.kind, new.name.trim());
    let (id, count) = put_campaign(&mut draft, new, &rows)?;
    Ok((draft.finish(format!("{label} with {count} tasks")), id))
}

/// Adds several campaigns with the tasks of their templates, as one step.
pub fn create_all(
    program: &Program,
    all: Vec<(NewCampaign, Vec<TaskRow>)>,
    label: impl Into<String>,
) -> Result<Edit, Refusal> {
    let mut draft = Draft::over(program);
    for (new, rows) in all {
        put_campaign(&mut draft, new, &rows)?;
    }
    Ok(draft.finish(label))
}

/// Puts a campaign and its tasks into a draft; tells how many tasks.
fn put_campaign(draft: &mut Draft<'_>, new: NewCampaign, rows: &[TaskRow]) -> Result<(Id<Campaign>, usize), Refusal> {
    let name = new.name.trim();
    if name.is_empty() {
        return Err(Refusal::bad("name", "a name is needed"));
    }
    if new.partners.is_empty() && new.kind != CampaignKind::Summit {
        return Err(Refusal::bad("partners", "a campaign is done with at least one partner"));
    }
    if let Some(missing) = new.partners.iter().find(|id| !draft.program().partners.contains(id)) {
        return Err(Refusal::missing(Kind::Partner, missing.as_str()));
    }
    let id: Id<Campaign> = mint(name, "campaign", |id| draft.taken(id));
    draft.put(Campaign {
        id: id.clone(),
        name: name.to_owned(),
        kind: new.kind,
        partners: new.partners,
        launch: new.launch,
        launch_time: None,
        time_zone: None,
        state: CampaignState::Planned,
        objective: None,
        audience: None,
        message: None,
        topic: None,
        lists: Vec::new(),
        primary_kpi: None,
        secondary_kpis: Vec::new(),
        attribution_method: None,
        lead_model: None,
        brand_checks: Vec::new(),
        our_responsibilities: None,
        partner_responsibilities: None,
        our_budget: None,
        partner_budget: None,
        performance_multiplier: None,
        strategic_multiplier: None,
        review: None,
        note: None,
    });
    let count = put_rows(draft, &id, rows);
    Ok((id, count))
}

/// Adds the rows of a template to a campaign, each after those it waits for; a title that is there already is left out.
pub(super) fn put_rows(draft: &mut Draft<'_>, campaign: &Id<Campaign>, rows: &[TaskRow]) -> usize {
    let there: Vec<String> = draft
        .program()
        .tasks
        .iter()
        .filter(|task| task.campaign.as_ref() == Some(campaign))
        .map(|task| task.title.to_lowercase())
        .collect();
    let mut ids: Vec<Option<Id<Task>>> = Vec::new();
    for (place, row) in rows.iter().enumerate() {
        let known = there.contains(&row.title.to_lowercase());
        let seed = format!("{campaign}/{place}/{}", row.title);
        let id = (!known).then(|| {
            let minted: Id<Task> = mint_seeded(&row.title, "task", &seed, |id| {
                draft.taken(id) || ids.iter().flatten().any(|other| other == id)
            });
            minted
        });
        ids.push(id);
    }
    for (row, id) in rows.iter().zip(&ids) {
        let Some(id) = id else { continue };
        let before = |place: &usize| ids.get(*place).cloned().flatten().filter(|other| other != id);
        draft.put(Task {
            id: id.clone(),
            title: row.title.clone(),
            campaign: Some(campaign.clone()),
            plan: None,
            partner: None,
            side: row.side,
            person: None,
            role: row.role.clone(),
            due: row.due,
            offset: Some(row.offset),
            depends_on: row.after.iter().filter_map(before).collect(),
            done_on: None,
            late_at_start: row.late_at_start,
            blocked: None,
            action: None,
        });
    }
    ids.iter().flatten().count()
}

/// Moves the launch, and tasks to the dates that the rules give them.
pub fn move_launch(
    program: &Program,
    id: &Id<Campaign>,
    launch: Date,
    dates: &[(Id<Task>, Date)],
) -> Result<Edit, Refusal> {
    let mut campaign =
        program.campaigns.get(id).cloned().ok_or_else(|| Refusal::missing(Kind::Campaign, id.as_str()))?;
    let mut draft = Draft::over(program);
    for (task, due) in dates {
        let task = program.tasks.get(task).cloned().ok_or_else(|| Refusal::missing(Kind::Task, task.as_str()))?;
        draft.put(Task { due: *due, ..task });
    }
    let before = campaign.clone();
    campaign.launch = launch;
    check_time(program, Some(&before), &campaign)?;
    let name = campaign.name.clone();
    draft.put(campaign);
    let edit = draft.finish(format!("Move {name} to {launch} with {} open tasks", dates.len()));
    if edit.is_empty() { Err(Refusal::NoChange(format!("the launch is on {launch} already"))) } else { Ok(edit) }
}

/// Sets the local time of a launch, and the zone where one is named; no time takes the time away.
pub fn set_time(
    program: &Program,
    id: &Id<Campaign>,
    time: Option<ClockTime>,
    zone: Option<Zone>,
) -> Result<Edit, Refusal> {
    let before = program.campaigns.get(id).ok_or_else(|| Refusal::missing(Kind::Campaign, id.as_str()))?;
    let mut campaign = before.clone();
    campaign.launch_time = time.map(|time| time.to_string());
    if zone.is_some() && zone != program.profile.time_zone {
        campaign.time_zone = zone;
    } else if zone.is_some() {
        campaign.time_zone = None;
    }
    check_time(program, Some(before), &campaign)?;
    let mut draft = Draft::over(program);
    let when = match (&campaign.launch_time, campaign.zone(program)) {
        (None, _) => "no time of day".to_owned(),
        (Some(time), None) => time.clone(),
        (Some(time), Some(zone)) => format!("{time} {zone}"),
    };
    let label = format!("Set the time of {} to {when}", campaign.name);
    draft.put(campaign);
    let edit = draft.finish(label);
    if edit.is_empty() { Err(Refusal::NoChange(format!("it is {when} already"))) } else { Ok(edit) }
}

/// Refuses a time that is none, or that is not on its day in its zone; one that stood so already may stay.
pub fn check_time(program: &Program, before: Option<&Campaign>, campaign: &Campaign) -> Result<(), Refusal> {
    let same = before.is_some_and(|before| {
        (&before.launch, &before.launch_time, &before.time_zone)
            == (&campaign.launch, &campaign.launch_time, &campaign.time_zone)
    });
    match campaign.start(program) {
        Start::Wrong(why) if !same => Err(Refusal::bad("launch_time", why)),
        _ => Ok(()),
    }
}

/// Marks tasks done on a date, or open again when all of them are done.
pub fn toggle_done(program: &Program, ids: &[Id<Task>], on: Date) -> Result<Edit, Refusal> {
    let tasks: Result<Vec<&Arc<Task>>, Refusal> = ids
        .iter()
        .map(|id| program.tasks.shared(id).ok_or_else(|| Refusal::missing(Kind::Task, id.as_str())))
        .collect();
    let tasks = tasks?;
    let reopen = tasks.iter().all(|task| task.done_on.is_some());
    let mut draft = Draft::over(program);
    for task in &tasks {
        let mut task = Task::clone(task);
        task.done_on = if reopen { None } else { task.done_on.or(Some(on)) };
        draft.put(task);
    }
    let what = match tasks.as_slice() {
        [one] => one.title.clone(),
        many => format!("{} tasks", many.len()),
    };
    Ok(draft.finish(format!("{} {what}", if reopen { "Reopen" } else { "Done:" })))
}

/// Gives tasks that are not done other dates: those that were named, and those that wait for them.
pub fn set_dates(
    program: &Program,
    named: &[Id<Task>],
    dates: &BTreeMap<Id<Task>, Date>,
    how: &str,
) -> Result<Edit, Refusal> {
    let mut draft = Draft::over(program);
    for (id, due) in dates {
        let task = program.tasks.get(id).cloned().ok_or_else(|| Refusal::missing(Kind::Task, id.as_str()))?;
        if task.done_on.is_some() {
            return Err(Refusal::NotNow(format!("{} is done; reopen it to move it", task.title)));
        }
        draft.put(Task { due: *due, ..task });
    }
    let what = match named {
        [one] => program.tasks.get(one).map_or_else(String::new, |task| task.title.clone()),
        many => format!("{} tasks", many.len()),
    };
    let edit = draft.finish(format!("Move {what} {how}"));
    if edit.is_empty() { Err(Refusal::NoChange(format!("{what}: the date is so already"))) } else { Ok(edit) }
}

/// What a new task starts with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTask {
    /// What.
    pub title: String,
    /// Of which campaign.
    pub campaign: Option<Id<Campaign>>,
    /// For which partner.
    pub partner: Option<Id<Partner>>,
    /// Which side.
    pub side: Side,
    /// By when.
    pub due: Date,
}

/// Adds a task; in a campaign it follows the launch.
pub fn add_task(program: &Program, new: NewTask) -> Result<(Edit, Id<Task>), Refusal> {
    let title = new.title.trim();
    if title.is_empty() {
        return Err(Refusal::bad("title", "a title is needed"));
    }
    let launch = match &new.campaign {
        Some(id) => {
            Some(program.campaigns.get(id).ok_or_else(|| Refusal::missing(Kind::Campaign, id.as_str()))?.launch)
        }
        None => None,
    };
    let seed = format!("{title}/{}/{}", new.due, program.tasks.len());
    let id: Id<Task> = mint_seeded(title, "task", &seed, |id| program.tasks.contains(id));
    let task = Task {
        id: id.clone(),
        title: title.to_owned(),
        campaign: new.campaign,
        plan: None,
        partner: new.partner,
        side: new.side,
        person: None,
        role: None,
        due: new.due,
        offset: launch.and_then(|launch| i16::try_from(days_between(launch, new.due)).ok()),
        depends_on: Vec::new(),
        done_on: None,
        late_at_start: false,
        blocked: None,
        action: None,
    };
    Ok((super::records::add(program, task.into(), format!("Add task {title}"))?, id))
}

/// Says who does tasks: the side, and the person where one is named; no person clears it.
pub fn assign(program: &Program, ids: &[Id<Task>], side: Side, person: Option<&str>) -> Result<Edit, Refusal> {
    let person = person.map(str::trim).filter(|person| !person.is_empty());
    let mut draft = Draft::over(program);
    for id in ids {
        let mut task = program.tasks.get(id).cloned().ok_or_else(|| Refusal::missing(Kind::Task, id.as_str()))?;
        task.side = side;
        task.person = person.map(str::to_owned);
        draft.put(task);
    }
    let who = match person {
        Some(person) => format!("{} ({person})", side.label()),
        None => side.label().to_owned(),
    };
    let what = if ids.len() == 1 { "a task".to_owned() } else { format!("{} tasks", ids.len()) };
    let edit = draft.finish(format!("Give {what} to {who}"));
    if edit.is_empty() { Err(Refusal::NoChange(format!("{who} does it already"))) } else { Ok(edit) }
}

//! The view state of the Timeline: cursor, folds, filter, zoom, marks, and what is being moved.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use ratatui::layout::Rect;

use super::days::{self, Zoom};
use super::dragging::Press;
use super::grab::Grab;
use super::marks::Marks;
use super::model::{self, Group, GroupId};
use super::places::{Places, details_fit};
use super::rows::{Arrangement, Lanes, Row, Subject};
use super::sheet::Sheet;
use crate::analysis::campaign_checks::{Conflict, checks_by_campaign, conflicts};
use crate::analysis::findings::Finding;
use crate::program::campaign::{Campaign, CampaignKind};
use crate::program::id::Id;
use crate::program::task::Task;
use crate::program::task_template::TaskTemplate;
use crate::tui::outcome::Outcome;
use crate::tui::pane::Context;
use crate::tui::widgets::gantt::{Day, Scale};
use crate::tui::widgets::list::ListView;
use crate::tui::widgets::paint;

/// The Timeline: groups of tasks beside their weeks.
#[derive(Debug)]
pub struct Timeline {
    pub(super) groups: Vec<Group>,
    pub(super) rows: Vec<Row>,
    pub(super) hidden: usize,
    /// What is wrong with each campaign, worst first.
    pub(super) checks: BTreeMap<Id<Campaign>, Vec<Finding>>,
    pub(super) unfolded: BTreeSet<GroupId>,
    pub(super) lanes: Lanes,
    pub(super) filter: String,
    pub(super) wanted: String,
    pub(super) marks: Marks,
    pub(super) view: ListView,
    pub(super) selected: Option<Subject>,
    pub(super) zoom: Zoom,
    pub(super) scale: Scale,
    pub(super) pan: Option<Day>,
    pub(super) inspector: Option<bool>,
    pub(super) twin: bool,
    pub(super) grab: Option<Grab>,
    /// Where the mouse button went down.
    pub(super) press: Option<Press>,
    /// Conflicts between campaigns, by day.
    pub(super) conflicts: Vec<Conflict>,
    pub(super) new_template: Option<Id<TaskTemplate>>,
    pub(super) new_launch: Option<Date>,
    /// The sizes of the lists and of their overlap as they stand in the form of results.
    pub(super) sizes: [Option<u32>; 3],
    /// The sheet of a campaign, where it is open.
    pub(super) sheet: Option<Sheet>,
    pub(super) new_kind: CampaignKind,
    pub(super) places: Places,
    seen: Option<(u64, Date)>,
    stale: bool,
    begun: bool,
}

impl Default for Timeline {
    fn default() -> Self {
        Self {
            groups: Vec::new(),
            rows: Vec::new(),
            hidden: 0,
            checks: BTreeMap::new(),
            unfolded: BTreeSet::new(),
            lanes: Lanes::default(),
            filter: String::new(),
            wanted: String::new(),
            marks: Marks::default(),
            view: ListView::default(),
            selected: None,
            zoom: Zoom::default(),
            scale: Scale::days_wide(0, 1),
            pan: None,
            inspector: None,
            twin: false,
            grab: None,
            press: None,
            conflicts: Vec::new(),
            new_template: None,
            new_launch: None,
            sizes: [None; 3],
            sheet: None,
            new_kind: CampaignKind::Webinar,
            places: Places::default(),
            seen: None,
            stale: true,
            begun: false,
        }
    }
}

impl Timeline {
    /// Reads the program anew where it changed, and the lines where the view changed.
    pub(super) fn refresh(&mut self, context: &Context<'_>) {
        let now = (context.workbench.revision(), context.workbench.as_of());
        if self.seen != Some(now) {
            self.groups = model::groups(context.workbench.program(), now.1);
            self.checks = checks_by_campaign(context.workbench.program(), context.workbench.derived());
            self.conflicts = conflicts(context.workbench.program(), context.workbench.derived());
            self.marks.keep(|id| context.workbench.program().tasks.contains(id));
            self.seen = Some(now);
            self.stale = true;
        }
        if let Some(sheet) = &mut self.sheet
            && !sheet.refresh(context)
        {
            self.sheet = None;
        }
        let first = !self.begun;
        if first {
            self.begin(now.1);
        }
        if self.stale {
            self.arrange(context);
        }
        if first {
            self.view.top = self.view.cursor.saturating_sub(1);
        }
    }

    /// At first the next launch is unfolded under the cursor.
    fn begin(&mut self, as_of: Date) {
        self.begun = true;
        let next = self.groups.iter().find(|group| {
            group.launch().is_some_and(|launch| launch >= as_of) && group.counts.late + group.counts.open > 0
        });
        let open = || self.groups.iter().find(|group| group.counts.late + group.counts.open > 0);
        if let Some(group) = next.or_else(open) {
            self.selected = Some(Subject::Group(group.id.clone()));
            self.unfolded.insert(group.id.clone());
        }
    }

    fn arrange(&mut self, context: &Context<'_>) {
        let arrangement = Arrangement {
            groups: &self.groups,
            unfolded: &self.unfolded,
            lanes: self.lanes,
            filter: &self.filter,
            as_of: context.workbench.as_of(),
            program: context.workbench.program(),
        };
        (self.rows, self.hidden) = if self.twin { arrangement.by_date() } else { arrangement.rows() };
        self.stale = false;
        self.find_selected();
    }

    /// The lines are to be made anew before the next use.
    pub(super) fn rearrange(&mut self) {
        self.stale = true;
    }

    /// Puts the cursor back on what it was on: the task, else its group, else the nearest line.
    fn find_selected(&mut self) {
        let place = |wanted: &Subject| self.rows.iter().position(|row| self.subject_of(row).as_ref() == Some(wanted));
        let group = match &self.selected {
            Some(Subject::Task(id)) => self.group_of(id).map(|group| Subject::Group(group.id.clone())),
            _ => None,
        };
        let again = self.selected.as_ref().and_then(place).or_else(|| group.as_ref().and_then(place));
        self.view.cursor = again.unwrap_or(self.view.cursor.min(self.rows.len().saturating_sub(1)));
        if self.current_row().is_some_and(|row| matches!(row, Row::Heading(_))) && !self.step(1) {
            self.step(-1);
        }
        self.remember();
    }

    pub(super) fn subject_of(&self, row: &Row) -> Option<Subject> {
        match row {
            Row::Heading(_) | Row::Lane(..) => None,
            Row::Group(index) => self.groups.get(*index).map(|group| Subject::Group(group.id.clone())),
            Row::Task(group, task) => self.task_at(*group, *task).map(|task| Subject::Task(task.id.clone())),
        }
    }

    fn group_of(&self, id: &crate::program::id::Id<Task>) -> Option<&Group> {
        self.groups.iter().find(|group| group.tasks.iter().any(|task| task.id == *id))
    }

    pub(super) fn task_at(&self, group: usize, task: usize) -> Option<&Arc<Task>> {
        self.groups.get(group)?.tasks.get(task)
    }

    pub(super) fn current_row(&self) -> Option<&Row> {
        self.rows.get(self.view.cursor)
    }

    /// The task under the cursor.
    pub(super) fn current_task(&self) -> Option<&Arc<Task>> {
        match self.current_row()? {
            Row::Task(group, task) => self.task_at(*group, *task),
            _ => None,
        }
    }

    /// The group under the cursor, or that of the task under it.
    pub(super) fn current_group(&self) -> Option<&Group> {
        match self.current_row()? {
            Row::Heading(_) => None,
            Row::Group(group) | Row::Lane(group, _) | Row::Task(group, _) => self.groups.get(*group),
        }
    }

    /// Notes what the cursor is on, so that it stays there.
    pub(super) fn remember(&mut self) {
        if let Some(subject) = self.current_row().and_then(|row| self.subject_of(row)) {
            self.selected = Some(subject);
        }
    }

    /// Moves to the next line that way, over headings; tells whether there is one.
    fn step(&mut self, by: isize) -> bool {
        let mut at = self.view.cursor;
        while let Some(next) = at.checked_add_signed(by).filter(|next| *next < self.rows.len()) {
            at = next;
            if !matches!(self.rows.get(at), Some(Row::Heading(_))) {
                self.view.cursor = at;
                return true;
            }
        }
        false
    }

    pub(super) fn move_by(&mut self, by: isize) -> Outcome {
        let moved = (0..by.unsigned_abs()).take_while(|_| self.step(by.signum())).count() > 0;
        if !moved {
            return Outcome::ignored();
        }
        self.moved()
    }

    /// After the cursor was put somewhere.
    pub(super) fn moved(&mut self) -> Outcome {
        self.remember();
        self.pan = None;
        self.extend_range();
        Outcome::Changed
    }

    /// Puts the cursor on something, unfolding what holds it; tells whether it is there.
    pub(super) fn go_to(&mut self, subject: Subject, context: &Context<'_>) -> bool {
        if let Subject::Task(id) = &subject
            && let Some(group) = self.group_of(id).map(|group| group.id.clone())
        {
            self.unfolded.insert(group);
        }
        self.selected = Some(subject.clone());
        self.arrange(context);
        self.pan = None;
        self.selected == Some(subject)
    }

    /// Folds or unfolds the group under the cursor.
    pub(super) fn fold(&mut self, unfold: Option<bool>) -> Outcome {
        let Some(group) = self.current_group() else { return Outcome::unavailable("Nothing is planned") };
        if !self.filter.is_empty() || self.twin || self.lanes == Lanes::Owner {
            return Outcome::unavailable(
                "All is unfolded here; [key:unwind] clears the filter, [key:twin.toggle] shows the weeks, [key:lanes.cycle] changes the lanes",
            );
        }
        let id = group.id.clone();
        let is_open = self.unfolded.contains(&id);
        if unfold.unwrap_or(!is_open) == is_open {
            return Outcome::ignored();
        }
        if is_open {
            self.unfolded.remove(&id);
            self.selected = Some(Subject::Group(id));
        } else {
            self.unfolded.insert(id);
        }
        self.rearrange();
        Outcome::Changed
    }

    /// Whether the details are shown: as asked for, else where they fit.
    pub(super) fn shows_details(&self, width: u16) -> bool {
        self.inspector.unwrap_or_else(|| details_fit(width))
    }

    /// Settles scrolling and the days in view.
    pub(super) fn settle(&mut self, area: Rect, as_of: Date) {
        self.places = Places::of(area, self.shows_details(area.width));
        let below = paint::split_top(area, self.places.header.height).1;
        if let Some(sheet) = &mut self.sheet {
            sheet.settle(below);
        }
        self.view.settle(self.rows.len(), self.places.body.height);
        if self.is_dragging() {
            return;
        }
        let focus = self.pan.unwrap_or_else(|| self.focus(as_of));
        self.scale = self.zoom.scale(self.current_group(), focus, self.scale.first, self.places.chart_width(), as_of);
    }

    /// The day the chart keeps in view: of the task, else of the launch.
    fn focus(&self, as_of: Date) -> Day {
        let group = self.current_group();
        let date = match self.current_task() {
            Some(task) => Some(self.due_shown(task)),
            None => group.and_then(|group| self.anchor_shown(group)),
        };
        days::day(date.unwrap_or(as_of))
    }
}

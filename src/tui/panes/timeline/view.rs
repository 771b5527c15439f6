//! How the Timeline is drawn.

use jiff::civil::Date;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::days;
use super::launch::{long, short};
use super::model::{Group, Standing};
use super::rows::Row;
use super::state::Timeline;
use super::{details, sheet, twin};
use crate::analysis::campaign_checks::Conflict;
use crate::analysis::findings::FindingSeverity;
use crate::program::choice::Choice;
use crate::program::period::days_between;
use crate::program::side::Side;
use crate::program::task::Task;
use crate::tui::action::{Action, Scope};
use crate::tui::pane::Context;
use crate::tui::theme::Role;
use crate::tui::widgets::gantt::{Day, Gantt, GanttRow, Mark};
use crate::tui::widgets::paint::{self, Piece, piece};
use crate::tui::widgets::safe_text::{self, Align};

/// Cells of the names from which words are whole.
const ROOMY: usize = 46;

/// How a standing looks.
pub(super) fn role_of(standing: Standing) -> Role {
    match standing {
        Standing::Done => Role::Good,
        Standing::Blocked => Role::Error,
        Standing::Late => Role::Error,
        Standing::Open => Role::Text,
    }
}

fn sign_of(standing: Standing, context: &Context<'_>) -> &'static str {
    let glyphs = context.look.glyphs;
    match standing {
        Standing::Done => glyphs.done,
        Standing::Blocked => glyphs.blocked,
        Standing::Late => glyphs.fault,
        Standing::Open => glyphs.open,
    }
}

pub(super) fn draw(timeline: &Timeline, buffer: &mut Buffer, area: Rect, context: &Context<'_>) {
    if timeline.groups.is_empty() {
        draw_empty(buffer, area, context);
        return;
    }
    draw_header(timeline, buffer, context);
    if let Some(sheet) = &timeline.sheet {
        sheet::view::draw(sheet, buffer, paint::split_top(area, timeline.places.header.height).1, context);
        return;
    }
    let places = &timeline.places;
    if timeline.rows.is_empty() {
        let text = if timeline.hidden > 0 {
            "Nothing matches; [key:filter.clear] clears the filter"
        } else {
            "Nothing is planned; [key:add.from_template] plans a webinar, [key:add] adds a task"
        };
        paint::text(buffer, places.body, 2, 0, &context.spell(text), context.look.style(Role::Muted));
    } else if timeline.twin {
        twin::draw(timeline, buffer, places.gantt, context);
    } else {
        draw_chart(timeline, buffer, context);
    }
    if places.side.width > 0 {
        draw_details(timeline, buffer, context);
    }
}

fn draw_empty(buffer: &mut Buffer, area: Rect, context: &Context<'_>) {
    let look = context.look;
    paint::text(buffer, area, 2, 1, "Nothing is planned yet", look.style(Role::Title));
    let scopes = [Scope::Timeline, Scope::Global];
    let lines = [
        (Action::AddTemplate, "a webinar with its 24 dated tasks, or another campaign with 12"),
        (Action::Add, "one task with a date"),
    ];
    for (y, (action, text)) in lines.into_iter().enumerate() {
        let key = context.keymap.key_for(&scopes, action).unwrap_or_default();
        paint::text(buffer, area, 2, 3 + y as u16, &key, look.style(Role::Key));
        paint::text(buffer, area, 5, 3 + y as u16, text, look.style(Role::Text));
    }
}

fn draw_header(timeline: &Timeline, buffer: &mut Buffer, context: &Context<'_>) {
    let area = timeline.places.header;
    let glyphs = context.look.glyphs;
    let group = timeline.current_group();
    let counts = group.map(Group::counted).unwrap_or_default();
    let count_cells = safe_text::width(&counts) as u16;
    let room = usize::from(area.width.saturating_sub(count_cells + 4));
    let name = group.map_or("", |group| group.name.as_str());
    let name = safe_text::cut(name, room, glyphs.ellipsis);
    paint::text(buffer, area, 1, 0, &name, context.look.style(Role::Title));
    let late = group.is_some_and(Group::is_late);
    let role = if late { Role::Warning } else { Role::Text };
    let x = area.width.saturating_sub(count_cells + 1);
    paint::text(buffer, area, x, 0, &counts, context.look.style(role));
    let line = paint::row(area, 1);
    if let Some(words) = timeline.grab_words(context) {
        paint::text(buffer, line, 1, 0, &words, context.look.style(Role::Change));
        return;
    }
    let right = status(timeline);
    let right_cells: u16 = right.iter().map(|part| safe_text::width(&part.text) as u16).sum();
    if let Some(group) = group {
        let words = about(group, context.workbench.as_of());
        let room = usize::from(line.width.saturating_sub(right_cells + 3));
        paint::text(
            buffer,
            line,
            1,
            0,
            &safe_text::cut(&words, room, glyphs.ellipsis),
            context.look.style(Role::Muted),
        );
    }
    paint::pieces(buffer, line, line.width.saturating_sub(right_cells + 1), 0, &right, context.look);
}

/// Filter and marks, at the right.
fn status(timeline: &Timeline) -> Vec<Piece> {
    let mut parts = Vec::new();
    if !timeline.filter.is_empty() {
        parts.push(piece(format!("filter {:?}: {} hidden", timeline.filter, timeline.hidden), Role::Warning));
    }
    if timeline.marks.count() > 0 {
        let space = if parts.is_empty() { "" } else { "  " };
        let range = if timeline.marks.ranging() { " (range)" } else { "" };
        parts.push(piece(format!("{space}{} marked{range}", timeline.marks.count()), Role::Marked));
    }
    parts
}

/// `Joint webinar, Bluepeak, Planned, launch Thu 22 Oct 2026, in 22 days`.
fn about(group: &Group, as_of: Date) -> String {
    let mut parts: Vec<String> = Vec::new();
    if let Some(date) = group.anchor {
        let word = if group.launch().is_some() { "Launch" } else { "Start" };
        let when = match days_between(as_of, date) {
            0 => "today".to_owned(),
            1 => "tomorrow".to_owned(),
            days @ 2.. => format!("in {days} days"),
            days => format!("{} days ago", -days),
        };
        parts.push(format!("{word} {} {when}", long(date)));
    }
    parts.extend([&group.state, &group.kind, &group.with].into_iter().filter(|text| !text.is_empty()).cloned());
    parts.join(", ")
}

fn draw_chart(timeline: &Timeline, buffer: &mut Buffer, context: &Context<'_>) {
    let places = &timeline.places;
    let width = places.chart_width();
    let group = timeline.current_group();
    let launch = group.and_then(|group| group.launch().and(timeline.anchor_shown(group)));
    let ticks = days::ticks(timeline.scale, width, launch);
    draw_dates(timeline, buffer, &days::calendar(timeline.scale, width, launch, &ticks), context);
    let chart = Gantt {
        scale: timeline.scale,
        names: places.names,
        ticks: if width > 0 { &ticks } else { &[] },
        today: Some(days::day(context.workbench.as_of())),
        cursor: timeline.view.cursor,
        top: timeline.view.top,
        rows: timeline.rows.len(),
        focused: context.focused,
        look: context.look,
    };
    let names = usize::from(places.names.saturating_sub(2));
    chart.draw(buffer, places.gantt, |index| match timeline.rows.get(index) {
        Some(row) => chart_row(timeline, row, names, context),
        None => GanttRow { name: String::new(), role: Role::Text, marked: false, marks: Vec::new() },
    });
}

/// Dates above the weeks, each left out where it would run into the one before.
fn draw_dates(timeline: &Timeline, buffer: &mut Buffer, dates: &[(Day, String)], context: &Context<'_>) {
    let area = timeline.places.dates;
    let mut free_from = 0_i64;
    for (day, text) in dates {
        let cell = timeline.scale.cell(*day);
        let wide = safe_text::width(text) as i64;
        if cell < free_from || cell + wide > i64::from(area.width) {
            continue;
        }
        paint::text(buffer, area, cell as u16, 0, text, context.look.style(Role::Muted));
        free_from = cell + wide + 1;
    }
}

fn chart_row(timeline: &Timeline, row: &Row, names: usize, context: &Context<'_>) -> GanttRow {
    let plain = |name: String, role| GanttRow { name, role, marked: false, marks: Vec::new() };
    match row {
        Row::Heading(name) => plain(name.clone(), Role::Header),
        Row::Lane(_, name) => plain(format!("  {name}"), Role::Header),
        Row::Group(index) => match timeline.groups.get(*index) {
            Some(group) => group_row(timeline, group, names, context),
            None => plain(String::new(), Role::Text),
        },
        Row::Task(group, task) => match timeline.task_at(*group, *task) {
            Some(task) => task_row(timeline, task, names, context),
            None => plain(String::new(), Role::Text),
        },
    }
}

/// Text at the left and text at the right in exactly so many cells.
fn spread(left: &str, right: &str, cells: usize, context: &Context<'_>) -> String {
    let right_cells = safe_text::width(&safe_text::clean(right));
    if right_cells + 6 > cells {
        return safe_text::fit(left, cells, Align::Left, context.look.glyphs.ellipsis);
    }
    let left = safe_text::fit(left, cells - right_cells - 1, Align::Left, context.look.glyphs.ellipsis);
    format!("{left} {right}")
}

fn group_row(timeline: &Timeline, group: &Group, names: usize, context: &Context<'_>) -> GanttRow {
    let glyphs = context.look.glyphs;
    let as_of = context.workbench.as_of();
    let unfolded = timeline.unfolded.contains(&group.id) || !timeline.filter.is_empty();
    let fold = if unfolded { glyphs.unfolded } else { glyphs.folded };
    let date = timeline.anchor_shown(group).map(short).unwrap_or_default();
    let name = format!("{fold} {date:>6} {}", group.name);
    let mut marks = Vec::new();
    if !unfolded {
        let order = [Standing::Done, Standing::Open, Standing::Late, Standing::Blocked];
        for wanted in order {
            let tasks = group.tasks.iter().filter(|task| Standing::of(task, as_of) == wanted);
            marks.extend(tasks.map(|task| Mark::Sign {
                on: days::day(timeline.due_shown(task)),
                sign: if group.is_cancelled() { glyphs.dot } else { sign_of(wanted, context) }.to_owned(),
                role: if group.is_cancelled() { Role::Muted } else { role_of(wanted) },
            }));
        }
    }
    if let Some(launch) = group.launch().and(timeline.anchor_shown(group)) {
        let grabbed = group.anchor != Some(launch);
        if let Some(before) = group.anchor.filter(|_| grabbed) {
            marks.push(Mark::Sign { on: days::day(before), sign: glyphs.hollow.to_owned(), role: Role::Muted });
        }
        let role = if grabbed { Role::Change } else { Role::Accent };
        marks.push(Mark::Sign { on: days::day(launch), sign: glyphs.milestone.to_owned(), role });
    }
    let clashes: Vec<&Conflict> = group.campaign().map(|id| timeline.conflicts_of(id).collect()).unwrap_or_default();
    for clash in &clashes {
        let role = if clash.finding.severity == FindingSeverity::Error { Role::Error } else { Role::Warning };
        if clash.finding.severity != FindingSeverity::Info && Some(clash.on) != group.launch() {
            marks.push(Mark::Sign { on: days::day(clash.on), sign: glyphs.fault.to_owned(), role });
        }
    }
    let serious = clashes.iter().filter(|clash| clash.finding.severity != FindingSeverity::Info).count();
    let clashing = match serious {
        0 => String::new(),
        1 => ", 1 clash".to_owned(),
        many => format!(", {many} clashes"),
    };
    let all = !group.tasks.is_empty() && group.tasks.iter().all(|task| timeline.marks.contains(&task.id));
    let finished = group.counts.total() > 0 && group.counts.done == group.counts.total();
    let role = match () {
        () if group.is_cancelled() => Role::Muted,
        () if group.is_late() => Role::Warning,
        () if finished => Role::Muted,
        () => Role::Title,
    };
    GanttRow {
        name: spread(&name, &format!("{}{clashing}", group.progress()), names, context),
        role,
        marked: all,
        marks,
    }
}

fn task_row(timeline: &Timeline, task: &Task, names: usize, context: &Context<'_>) -> GanttRow {
    let as_of = context.workbench.as_of();
    let standing = Standing::of(task, as_of);
    let due = timeline.due_shown(task);
    let moved = due != task.due;
    let sign = sign_of(standing, context).to_owned();
    let when = match days_between(as_of, due) {
        _ if moved || standing == Standing::Done => short(due),
        late if late < 0 => format!("{} d late", -late),
        0 => "today".to_owned(),
        _ => short(due),
    };
    let side = match task.side {
        Side::Partner if names < ROOMY => "Ptnr",
        side => side.label(),
    };
    let side = safe_text::fit(side, if names < ROOMY { 4 } else { 7 }, Align::Left, "");
    let right = format!("{side} {when:>8}");
    // What the task under the cursor waits for, and what waits for it.
    let link = match timeline.current_task() {
        Some(here) if here.depends_on.contains(&task.id) => context.look.glyphs.more_left,
        Some(here) if task.depends_on.contains(&here.id) => context.look.glyphs.more_right,
        _ if timeline.is_in_conflict(&task.id) => context.look.glyphs.fault,
        _ => " ",
    };
    let name = spread(&format!("{link}{sign} {}", task.title), &right, names, context);
    let mut marks = Vec::new();
    if moved {
        let sign = context.look.glyphs.dot.to_owned();
        marks.push(Mark::Sign { on: days::day(task.due), sign, role: Role::Muted });
    }
    let role = if moved { Role::Change } else { role_of(standing) };
    marks.push(Mark::Sign { on: days::day(due), sign, role });
    let role = if standing == Standing::Done { Role::Muted } else { role };
    GanttRow { name, role, marked: timeline.marks.contains(&task.id), marks }
}

fn draw_details(timeline: &Timeline, buffer: &mut Buffer, context: &Context<'_>) {
    let side = timeline.places.side;
    paint::vertical(buffer, side, 0, context.look.glyphs.vertical, context.look.style(Role::Border));
    let inside = paint::inset(side, 2, 0);
    for (y, line) in details::lines(timeline, inside.width, context).iter().enumerate() {
        if y >= usize::from(inside.height) {
            break;
        }
        paint::pieces(buffer, inside, 0, y as u16, line, context.look);
    }
}

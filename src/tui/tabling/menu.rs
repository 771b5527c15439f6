//! The saved views of a table: listed, shown, saved, renamed, deleted, and as tabs above the table.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::shape::Shape;
use super::tab_line;
use super::tabled::Tabled;
use super::views::of_table;
use crate::app::command::RecordCommand;
use crate::program::Kind;
use crate::program::id::{Id, mint};
use crate::program::saved_view::SavedView;
use crate::tui::outcome::Outcome;
use crate::tui::overlays::{Entry, Picker, Prompt};
use crate::tui::pane::{Check, Context, Values};
use crate::tui::session::Command;

/// The tag of the list of views.
const MENU: &str = "view/menu";
/// The tag of the prompt for the name of a new view.
const NAME: &str = "view/name";
/// The tag of the prompt for another name of a view.
const RENAME: &str = "view/rename";

/// Entries of the list that are no view.
const ALL: &str = "?all";
const SAVE: &str = "?save";
const UPDATE: &str = "?update";
const RESET: &str = "?reset";
const OTHER_NAME: &str = "?rename";
const DELETE: &str = "?delete";

/// Whether the table has saved views.
pub(super) fn has_views<T: Tabled + ?Sized>(table: &T, context: &Context<'_>) -> bool {
    context.workbench.program().saved_views.iter().any(|view| view.table == table.report())
}

fn shape<T: Tabled + ?Sized>(table: &T) -> Shape {
    Shape::of(&table.tabling().arrangement, table.filter())
}

/// Whether the table looks otherwise than the view shown was saved.
fn is_changed<T: Tabled + ?Sized>(table: &T, view: &SavedView) -> bool {
    shape(table) != at_rest(table, view)
}

/// The shape of a saved view as this table spells it, so that it can be compared.
fn at_rest<T: Tabled + ?Sized>(table: &T, view: &SavedView) -> Shape {
    let saved = Shape::saved(view);
    let mut arrangement = table.tabling().arrangement.at_first();
    saved.arrange(&mut arrangement);
    Shape::of(&arrangement, &saved.filter)
}

/// The names of the tabs, the table itself first, and which is shown.
fn names<T: Tabled + ?Sized>(table: &T, context: &Context<'_>) -> (Vec<String>, usize) {
    let program = context.workbench.program();
    let views = of_table(program, table.report());
    let shown = table.tabling().views.shown(program);
    let at = views.iter().position(|view| Some(&view.id) == shown.map(|shown| &shown.id));
    let name = |view: &&SavedView| match shown {
        Some(shown) if shown.id == view.id && is_changed(table, view) => format!("{}*", view.name),
        _ => view.name.clone(),
    };
    let names = std::iter::once(table.everything()).chain(views.iter().map(name)).collect();
    (names, at.map_or(0, |at| at + 1))
}

/// Lines that the tabs need above the table: none where no view is saved.
pub(in crate::tui) fn tab_lines<T: Tabled + ?Sized>(table: &T, context: &Context<'_>) -> u16 {
    u16::from(has_views(table, context))
}

/// Draws the tabs.
pub(in crate::tui) fn draw_tabs<T: Tabled + ?Sized>(table: &T, buffer: &mut Buffer, area: Rect, context: &Context<'_>) {
    if !area.is_empty() {
        let (names, active) = names(table, context);
        tab_line::draw(buffer, area, &names, active, context.look);
    }
}

/// Shows the view whose tab stands so many cells from the left.
pub(in crate::tui) fn click_tab<T: Tabled + ?Sized>(
    table: &mut T,
    area: Rect,
    x: u16,
    context: &Context<'_>,
) -> Outcome {
    let (names, active) = names(table, context);
    let Some(at) = tab_line::hit(&names, active, area.width, x.saturating_sub(area.x)) else {
        return Outcome::ignored();
    };
    let id = at.checked_sub(1).and_then(|at| nth(table, at, context));
    show(table, id, context)
}

fn nth<T: Tabled + ?Sized>(table: &T, at: usize, context: &Context<'_>) -> Option<Id<SavedView>> {
    of_table(context.workbench.program(), table.report()).get(at).map(|view| view.id.clone())
}

/// The view so many tabs on, round the end.
pub(super) fn step<T: Tabled + ?Sized>(table: &mut T, by: isize, context: &Context<'_>) -> Outcome {
    let (names, active) = names(table, context);
    let to = (active as isize + by).rem_euclid(names.len() as isize) as usize;
    let id = to.checked_sub(1).and_then(|at| nth(table, at, context));
    show(table, id, context)
}

/// Shows a view, or the table itself, as it was left.
fn show<T: Tabled + ?Sized>(table: &mut T, id: Option<Id<SavedView>>, context: &Context<'_>) -> Outcome {
    let program = context.workbench.program();
    let now = shape(table);
    table.tabling_mut().views.leave(program, now);
    let view = id.as_ref().and_then(|id| program.saved_views.get(id));
    let wanted = table.tabling().views.shape_of(view);
    let name = view.map_or_else(|| table.everything(), |view| view.name.clone());
    table.tabling_mut().views.show(id);
    take(table, wanted, &name, context)
}

/// Brings the table into a shape; none: as it was at first.
fn take<T: Tabled + ?Sized>(table: &mut T, wanted: Option<Shape>, name: &str, context: &Context<'_>) -> Outcome {
    let here = table.column_here();
    let shape = wanted.unwrap_or_default();
    let unknown = shape.arrange(&mut table.tabling_mut().arrangement);
    let arrangement = &table.tabling().arrangement;
    let at = arrangement.columns.iter().position(|key| Some(*key) == here).unwrap_or(0);
    let frozen = arrangement.frozen;
    let view = table.table_view_mut();
    (view.column, view.frozen, view.left) = (at, frozen, 0);
    table.set_filter(shape.filter);
    table.arrange_again(context);
    let told = Outcome::info(format!("{name}: {}", table.shown_words()));
    if unknown.is_empty() {
        return told;
    }
    told.and(Outcome::warning(format!("{name} names what is no column here: {}", unknown.join(", "))))
}

/// Lists the views and what can be done with them.
pub(super) fn open<T: Tabled + ?Sized>(table: &mut T, context: &Context<'_>) -> Outcome {
    let program = context.workbench.program();
    let shown = table.tabling().views.shown(program);
    let quick = |at: usize| if at <= 9 { at.to_string() } else { String::new() };
    let mut entries = vec![Entry::new(ALL, table.everything()).detail("the table itself").key(quick(0))];
    for (at, view) in of_table(program, table.report()).into_iter().enumerate() {
        let entry = Entry::new(view.id.as_str(), view.name.clone());
        entries.push(entry.detail(Shape::saved(view).told()).key(quick(at + 1)));
    }
    let save = Entry::new(SAVE, "Save this as a view").key("s");
    entries.push(save.detail(format!("under a name: {}", shape(table).told())));
    if let Some(view) = shown {
        let name = &view.name;
        if is_changed(table, view) {
            entries.push(Entry::new(UPDATE, format!("Save {name} as it looks now")).key("w"));
            entries.push(Entry::new(RESET, format!("Put {name} back as it was saved")).key("r"));
        }
        entries.push(Entry::new(OTHER_NAME, format!("Rename {name}")).key("n"));
        entries.push(Entry::new(DELETE, format!("Delete {name}")).key("d").detail("the rows stay as they are"));
    }
    let picker = Picker::new(MENU, "Saved views").entries(entries).quick();
    let picker = picker.select(shown.map_or(ALL, |view| view.id.as_str()));
    Outcome::open(picker.footer("Enter or its key shows a view; [key:view.next] and [key:view.prev] go round them"))
}

/// Asks under which name the table as it looks is to be saved.
pub(super) fn ask_name<T: Tabled + ?Sized>(table: &mut T, context: &Context<'_>) -> Outcome {
    let shown = table.tabling().views.shown(context.workbench.program());
    let name = shown.map_or_else(String::new, |view| view.name.clone());
    let prompt = Prompt::new(NAME, "Save this view as").with_value(name);
    Outcome::open(prompt.hint("A name such as Gold at risk; filter, order, columns and widths are kept in the plan"))
}

fn named<'a, T: Tabled + ?Sized>(table: &T, name: &str, context: &Context<'a>) -> Option<&'a SavedView> {
    let wanted = name.trim().to_lowercase();
    let views = of_table(context.workbench.program(), table.report());
    views.into_iter().find(|view| view.name.to_lowercase() == wanted)
}

/// What a name would do.
pub(super) fn typed<T: Tabled + ?Sized>(table: &T, tag: &str, text: &str, context: &Context<'_>) -> Option<Check> {
    let known = named(table, text, context);
    let asked = table.tabling().views.asked.as_ref();
    let error = match tag {
        NAME | RENAME if text.trim().is_empty() => Some("a name is needed"),
        RENAME if known.is_some_and(|known| Some(&known.id) != asked) => Some("another view has this name"),
        NAME | RENAME => None,
        _ => return None,
    };
    let lines = match known {
        Some(known) if tag == NAME => {
            vec![format!("takes the place of {}: {}", known.name, Shape::saved(known).told())]
        }
        _ if tag == NAME => vec![shape(table).told()],
        _ => Vec::new(),
    };
    Some(Check { error: error.map(str::to_owned), lines })
}

/// What follows from the answer of an overlay of views; nothing for others.
pub(super) fn answered<T: Tabled + ?Sized>(
    table: &mut T,
    tag: &str,
    values: &Values,
    context: &Context<'_>,
) -> Option<Outcome> {
    Some(match (tag, values) {
        (MENU, Values::Picked(id)) => picked(table, id, context),
        (NAME, Values::Text(name)) => save_as(table, name, context),
        (RENAME, Values::Text(name)) => rename(table, name, context),
        (MENU | NAME | RENAME, _) => {
            table.tabling_mut().views.asked = None;
            Outcome::Changed
        }
        _ => return None,
    })
}

fn picked<T: Tabled + ?Sized>(table: &mut T, id: &str, context: &Context<'_>) -> Outcome {
    let program = context.workbench.program();
    let shown = table.tabling().views.shown(program).cloned();
    match (id, shown) {
        (ALL, _) => show(table, None, context),
        (SAVE, _) => ask_name(table, context),
        (UPDATE, Some(view)) => save_as(table, &view.name, context),
        (RESET, Some(view)) => {
            table.tabling_mut().views.forget(&view.id);
            take(table, Some(Shape::saved(&view)), &view.name, context)
        }
        (OTHER_NAME, Some(view)) => {
            table.tabling_mut().views.asked = Some(view.id);
            Outcome::open(Prompt::new(RENAME, format!("Rename {}", view.name)).with_text(view.name))
        }
        (DELETE, Some(view)) => {
            let ids = vec![view.id.shared()];
            Outcome::command(Command::Record(RecordCommand::Delete { kind: Kind::SavedView, ids }))
        }
        (id, _) => match program.saved_views.find(id).map(|view| view.id.clone()) {
            Some(id) => show(table, Some(id), context),
            None => Outcome::ignored(),
        },
    }
}

/// Saves the table as it looks; a view of that name is replaced.
fn save_as<T: Tabled + ?Sized>(table: &mut T, name: &str, context: &Context<'_>) -> Outcome {
    let name = name.trim();
    if name.is_empty() {
        return Outcome::unavailable("a view needs a name");
    }
    let views = &context.workbench.program().saved_views;
    let known = named(table, name, context).cloned();
    let mut view = known.clone().unwrap_or_else(|| SavedView {
        id: mint(name, "view", |id| views.contains(id)),
        name: name.to_owned(),
        table: table.report().to_owned(),
        filter: None,
        sort: Vec::new(),
        columns: Vec::new(),
        frozen: None,
        note: None,
    });
    shape(table).put_into(&mut view);
    table.tabling_mut().views.show(Some(view.id.clone()));
    if known.as_ref() == Some(&view) {
        return Outcome::info(format!("{name} is saved like this already"));
    }
    let label = format!("Save view {name}");
    let command = match known {
        Some(_) => RecordCommand::Replace { record: view.into(), label },
        None => RecordCommand::Add { record: view.into(), label },
    };
    Outcome::command(Command::Record(command))
}

fn rename<T: Tabled + ?Sized>(table: &mut T, name: &str, context: &Context<'_>) -> Outcome {
    let Some(id) = table.tabling_mut().views.asked.take() else { return Outcome::ignored() };
    if named(table, name, context).is_some_and(|known| known.id != id) {
        return Outcome::unavailable("another view has this name");
    }
    Outcome::command(Command::Record(RecordCommand::SetField {
        kind: Kind::SavedView,
        ids: vec![id.shared()],
        field: "name".to_owned(),
        text: name.trim().to_owned(),
    }))
}

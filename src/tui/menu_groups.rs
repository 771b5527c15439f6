//! Which menu an action stands in: the list of actions is in groups, and each group begins with one of these.

use super::action::Action;

/// The menus in the order of the bar; the last but one has the actions of the pane shown.
pub const MENUS: [&str; 8] = ["File", "Edit", "Find", "Go", "Move", "View", HERE, "Help"];

/// The menu of what only the pane shown can do; its title is that of the pane.
pub const HERE: &str = "Here";

/// The first action of each group.
const BEGINNINGS: [(Action, &str); 9] = [
    (Action::Help, "Help"),
    (Action::GoHome, "Go"),
    (Action::MoveLeft, "Move"),
    (Action::Filter, "Find"),
    (Action::Unwind, "Move"),
    (Action::Open, "Edit"),
    (Action::Inspector, "View"),
    (Action::Save, "File"),
    (Action::CellEdit, HERE),
];

/// The menu of an action.
pub fn menu_of(action: Action) -> &'static str {
    let begun = BEGINNINGS.iter().take_while(|(first, _)| *first <= action);
    begun.last().map_or(HERE, |(_, menu)| menu)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::action::Scope;

    #[test]
    fn what_works_everywhere_stands_in_a_menu_of_its_own_and_the_rest_in_that_of_the_pane() {
        for action in Action::ALL {
            assert!(MENUS.contains(&menu_of(*action)), "{}", action.info().name);
            assert_eq!(menu_of(*action) == HERE, !action.valid_in(Scope::Global), "{}", action.info().name);
        }
        assert!(BEGINNINGS.is_sorted_by_key(|(action, _)| *action));
        assert_eq!(menu_of(Action::Undo), "Edit");
        assert_eq!(menu_of(Action::SaveAs), "File");
    }
}

//! The lists that the screen itself offers: help, palette, menu, partners, history, and the question before quitting.

use super::state::{Effect, Owner, Screen};
use crate::tui::action::{Action, Scope};
use crate::tui::menu_groups::{HERE, MENUS, menu_of};
use crate::tui::overlays::{Choice, Confirm, Entry, Menu, Overlay, Picker};
use crate::tui::pane::{Mode, Pane};
use crate::tui::session::Workbench;

pub(super) const ACTIONS: &str = "screen/actions";
pub(super) const PARTNERS: &str = "screen/partners";
pub(super) const QUIT: &str = "screen/quit";
pub(super) const SAVE_AS: &str = "screen/save-as";
pub(super) const HELP_HERE: &str = "Keys here  (? again: all keys)";

/// The question before leaving unsaved changes; the safe answer comes first.
pub(super) fn quit_question(workbench: &Workbench) -> Overlay {
    let steps = workbench.history().done().len();
    let steps = if steps == 1 { "1 edit".to_owned() } else { format!("{steps} edits") };
    let file = workbench.path().map_or_else(|| "a file".to_owned(), |path| path.display().to_string());
    Confirm::new(QUIT, "Not saved yet")
        .line(format!("This session made {steps}; not all of it is in {file}."))
        .choice(Choice::new("stay", 'c', "Cancel: go on working"))
        .choice(Choice::new("save", 's', "Save, then quit"))
        .choice(Choice::new("discard", 'd', "Discard the changes and quit"))
        .into()
}

impl Screen {
    /// The scopes of the pane shown, whatever lies over it.
    pub(super) fn pane_scopes(&self) -> Vec<Scope> {
        match self.pane(self.active).map(Pane::mode) {
            Some(Mode::Live) => vec![Scope::Live],
            _ => vec![Scope::from(self.active), Scope::Global],
        }
    }

    pub(super) fn entry(&self, action: Action, scopes: &[Scope], all_keys: bool) -> Entry {
        let info = action.info();
        let entry = Entry::new(info.name, info.title).detail(info.doc).key(self.keys(action, scopes, all_keys));
        match self.availability(action) {
            Ok(()) => entry,
            Err(reason) => entry.unavailable(format!("Not now: {}", self.keymap.spell(scopes, &reason))),
        }
    }

    /// The keys of an action and of those that do the same here: all of them, or the first.
    fn keys(&self, action: Action, scopes: &[Scope], all_keys: bool) -> String {
        let pane = Scope::from(self.active);
        let twins = Action::ALL.iter().copied().filter(|twin| twin.plainer(pane) == Some(action));
        let mut keys = std::iter::once(action).chain(twins).filter_map(|action| {
            let keys = if all_keys {
                self.keymap.keys_for(scopes, action)
            } else {
                self.keymap.key_for(scopes, action).unwrap_or_default()
            };
            Some(keys).filter(|keys| !keys.is_empty())
        });
        if all_keys { keys.collect::<Vec<_>>().join(" ") } else { keys.next().unwrap_or_default() }
    }

    /// What can be done here, each thing once; what goes to a pane that is not in this version is left out.
    pub(super) fn actions_here(&self) -> impl Iterator<Item = Action> + '_ {
        let scopes = self.pane_scopes();
        let pane = Scope::from(self.active);
        Action::ALL
            .iter()
            .copied()
            .filter(move |action| scopes.iter().any(|scope| action.valid_in(*scope)))
            .filter(move |action| action.plainer(pane).is_none())
            .filter(|action| {
                let to = action.destination().or(action.partner_destination());
                to.is_none_or(|name| self.pane(name).is_some())
            })
    }

    pub(super) fn open_help(&mut self) -> Vec<Effect> {
        let scopes = self.pane_scopes();
        let pane_first = |action: &Action| !action.valid_in(Scope::from(self.active));
        let mut actions: Vec<Action> =
            self.actions_here().filter(|action| !self.keys(*action, &scopes, false).is_empty()).collect();
        actions.sort_by_key(pane_first);
        let entries = actions.into_iter().map(|action| self.entry(action, &scopes, true)).collect();
        let picker = Picker::new(ACTIONS, HELP_HERE).entries(entries).footer("Type to search, Enter runs it");
        self.open(Owner::Screen, picker.into());
        Vec::new()
    }

    pub(super) fn open_all_help(&mut self) {
        let mut entries = Vec::new();
        let here = self.pane_scopes();
        let mut bindings: Vec<(Scope, Action)> =
            self.keymap.bindings().iter().map(|binding| (binding.scope, binding.action)).collect();
        bindings.dedup();
        for (scope, action) in bindings {
            let info = action.info();
            let keys = self.keymap.keys_for(&[scope], action);
            let detail = format!("{}: {}", scope.title(), info.doc);
            let entry = Entry::new(info.name, info.title).detail(detail).key(keys);
            entries.push(if here.contains(&scope) {
                entry
            } else {
                entry.unavailable(format!("Valid in: {}", scope.title()))
            });
        }
        let picker = Picker::new(ACTIONS, "All keys").entries(entries).footer("Type to search, Enter runs it");
        self.open(Owner::Screen, picker.into());
    }

    /// Every command that is valid here, in menus.
    pub(super) fn open_menu_bar(&mut self) -> Vec<Effect> {
        let scopes = self.pane_scopes();
        let mut bar = Menu::new(ACTIONS, "Menu");
        for menu in MENUS {
            let actions = self.actions_here().filter(|action| menu_of(*action) == menu);
            let entries = actions.map(|action| self.entry(action, &scopes, false)).collect();
            bar = bar.menu(if menu == HERE { self.active.title() } else { menu }, entries);
        }
        self.open(Owner::Screen, bar.into());
        Vec::new()
    }

    /// What can be done with the record under the cursor.
    pub(super) fn open_menu(&mut self) -> Vec<Effect> {
        let scopes = self.pane_scopes();
        let general = [
            Action::Open,
            Action::EditForm,
            Action::Add,
            Action::AddTemplate,
            Action::Delete,
            Action::Grab,
            Action::MarkToggle,
            Action::CopyText,
            Action::CopyAs,
            Action::Star,
            Action::Explain,
            Action::Filter,
            Action::SortColumn,
        ];
        let own = self.actions_here().filter(|action| action.valid_in(Scope::from(self.active)));
        let mut actions: Vec<Action> = own.collect();
        actions.extend(general.into_iter().filter(|action| !is_for_screen_only(*action)));
        actions.extend([Action::PartnerRoster, Action::PartnerMatrix, Action::PartnerTimeline, Action::PartnerQbr]);
        let entries = actions.into_iter().map(|action| self.entry(action, &scopes, false)).collect();
        let picker = Picker::new(ACTIONS, "Actions").entries(entries).footer("Enter runs it, Esc closes");
        self.open(Owner::Screen, picker.into());
        Vec::new()
    }

    pub(super) fn open_partners(&mut self) -> Vec<Effect> {
        let partners = self.workbench.program().partners.iter();
        let entries = partners.map(|partner| Entry::new(partner.id.as_str(), partner.name.clone())).collect();
        let picker = Picker::new(PARTNERS, "Go to a partner").entries(entries).footer("Type a part of the name");
        self.open(Owner::Screen, picker.into());
        Vec::new()
    }
}

/// Actions that say nothing about a record.
fn is_for_screen_only(action: Action) -> bool {
    action.destination().is_some()
}

//! The screen driven by key strings, without a terminal.

use jiff::civil::date;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Effect, Event, Options, Screen};
use crate::app::command::PartnerCommand;
use crate::app::{Dates, Origin};
use crate::program::Program;
use crate::program::partner::LifecycleStage;
use crate::tui::action::Action;
use crate::tui::outcome::Outcome;
use crate::tui::overlays::Prompt;
use crate::tui::pane::{Context, Hint, Pane, PaneName, Values};
use crate::tui::script;
use crate::tui::session::{Command, Workbench};
use crate::tui::widgets::paint;

/// A pane that notes what it is asked.
struct Notebook {
    name: PaneName,
    noted: Vec<String>,
}

impl Pane for Notebook {
    fn name(&self) -> PaneName {
        self.name
    }
    fn hints(&self, _: &Context<'_>) -> Vec<Hint> {
        vec![Hint::new(Action::Filter, "filter"), Hint::new(Action::Add, "add")]
    }
    fn layout(&mut self, _: Rect, _: &Context<'_>) {}
    fn draw(&self, buffer: &mut Buffer, area: Rect, _: &Context<'_>) {
        let text = format!("{}: {}", self.name.title(), self.noted.join(" "));
        paint::text(buffer, area, 0, 0, &text, ratatui::style::Style::new());
    }
    fn available(&self, action: Action, _: &Context<'_>) -> Result<(), String> {
        if action == Action::Delete { Err("nothing is selected".to_owned()) } else { Ok(()) }
    }
    fn act(&mut self, action: Action, _: &Context<'_>) -> Outcome {
        match action {
            Action::Add => Outcome::open(Prompt::new("add", "Name")),
            Action::Star => {
                let command = PartnerCommand::Add { names: vec!["Acme".to_owned()], stage: LifecycleStage::Prospect };
                Outcome::command(Command::Partner(command))
            }
            Action::Close | Action::MoveUp => Outcome::ignored(),
            action => {
                self.noted.push(action.info().name.to_owned());
                Outcome::Changed
            }
        }
    }
    fn submitted(&mut self, tag: &str, values: Values, _: &Context<'_>) -> Outcome {
        self.noted.push(format!("{tag}={values:?}"));
        Outcome::Changed
    }
    fn paste(&mut self, text: &str, _: &Context<'_>) -> Outcome {
        self.noted.push(format!("pasted {text:?}"));
        Outcome::Changed
    }
}

fn screen() -> Screen {
    let pane = |name| Box::new(Notebook { name, noted: Vec::new() }) as Box<dyn Pane>;
    let dates = Dates { today: date(2026, 11, 22), asked: None };
    let workbench = Workbench::new(Program::named("Test program"), Origin::default(), dates);
    Screen::new(workbench, vec![pane(PaneName::Home), pane(PaneName::Roster)], Options::default())
}

fn drawn(screen: &mut Screen, width: u16, height: u16) -> String {
    script::text_of(screen, width, height)
}

fn after(keys: &str) -> String {
    let mut screen = screen();
    script::press(&mut screen, keys).unwrap();
    drawn(&mut screen, 80, 24)
}

#[test]
fn keys_become_actions_of_the_pane_shown() {
    assert!(after("1jo").contains("Roster: move.down sort.column"));
    assert!(after("1]").contains("Home:"), "going on from the last pane comes to the first");
}

#[test]
fn a_sequence_shows_what_may_follow_and_esc_leaves_it() {
    assert!(after("g").contains("Go to a partner"));
    let text = after("g<Esc>");
    assert!(!text.contains("Go to a partner") && text.contains("Home:"));
    assert!(after("gg").contains("goto.top"));
}

#[test]
fn an_unbound_key_says_so() {
    assert!(after("&").contains("& does nothing here"));
}

#[test]
fn an_action_that_is_not_possible_says_why() {
    assert!(after("D").contains("nothing is selected"));
    assert!(after("6").contains("Economics is not in this version"));
}

#[test]
fn the_palette_finds_and_runs_any_action() {
    let text = after(":sort by this<Enter>");
    assert!(text.contains("Home: sort.column"), "{text}");
    assert!(after(":").contains("PALETTE"));
}

#[test]
fn help_lists_the_keys_here_and_a_second_question_mark_all() {
    assert!(after("?").contains("Keys here"));
    assert!(after("??").contains("All keys"));
    assert!(after("?mark all<Enter>").contains("mark.all_visible"));
}

#[test]
fn an_overlay_answers_the_pane_that_opened_it() {
    assert!(after("aAcme<Enter>").contains("add=Text(\"Acme\")"));
    assert!(after("aAcme<Esc>").contains("Cancelled([(\"\", \"Acme\")])"));
}

#[test]
fn keys_typed_into_a_prompt_never_reach_the_pane() {
    let text = after("aDq1u");
    assert!(text.contains("Dq1u") && text.contains("EDIT"), "{text}");
}

#[test]
fn pasted_text_is_never_run_as_keys() {
    let mut screen = screen();
    let effects = screen.handle(Event::Paste("Dq\ny\n".to_owned()));
    assert!(effects.is_empty());
    assert!(drawn(&mut screen, 80, 24).contains("pasted \"Dq\\ny\\n\""));
}

#[test]
fn going_back_and_forward_works_like_in_a_browser() {
    let mut screen = screen();
    script::press(&mut screen, "1<Backspace>").unwrap();
    assert_eq!(screen.active(), PaneName::Home);
    script::press(&mut screen, "gf").unwrap();
    assert_eq!(screen.active(), PaneName::Roster);
    script::press(&mut screen, "gf").unwrap();
    assert!(drawn(&mut screen, 80, 24).contains("nothing ahead"));
}

#[test]
fn q_quits_when_nothing_is_unsaved() {
    let effects = script::press(&mut screen(), "q").unwrap();
    assert!(matches!(effects[..], [Effect::Quit]));
}

#[test]
fn unsaved_changes_ask_before_quitting_and_enter_twice_loses_nothing() {
    let mut screen = screen();
    assert!(script::press(&mut screen, "bq").unwrap().is_empty());
    assert!(drawn(&mut screen, 80, 24).contains("Discard the changes"));
    assert!(script::press(&mut screen, "<Enter><Enter>").unwrap().is_empty());
    assert!(script::press(&mut screen, "q<Esc>").unwrap().is_empty());
    assert!(matches!(script::press(&mut screen, "qd").unwrap()[..], [Effect::Quit]));
}

#[test]
fn edits_are_undone_and_done_again() {
    let mut screen = screen();
    script::press(&mut screen, "b").unwrap();
    assert_eq!(screen.workbench().program().partners.len(), 1);
    assert!(drawn(&mut screen, 80, 24).contains("unsaved"));
    script::press(&mut screen, "u").unwrap();
    assert_eq!(screen.workbench().program().partners.len(), 0);
    assert!(drawn(&mut screen, 80, 24).contains("(U does it again)"));
    script::press(&mut screen, "U").unwrap();
    assert_eq!(screen.workbench().program().partners.len(), 1);
    script::press(&mut screen, "uu").unwrap();
    assert!(drawn(&mut screen, 80, 24).contains("nothing to undo"));
}

#[test]
fn saving_without_a_file_asks_for_one() {
    let mut screen = screen();
    let effects = script::press(&mut screen, "b<Ctrl+S>plan.ron<Enter>").unwrap();
    assert!(matches!(&effects[..], [Effect::Session(_)]));
}

#[test]
fn a_partner_is_picked_by_a_part_of_the_name_and_shown_in_another_pane() {
    let mut screen = screen();
    script::press(&mut screen, "bgpacm<Enter>").unwrap();
    assert_eq!(screen.active(), PaneName::Roster);
    script::press(&mut screen, "g0").unwrap();
    assert_eq!(screen.active(), PaneName::Home);
    assert!(drawn(&mut screen, 80, 24).contains("Acme"));
}

#[test]
fn ctrl_c_says_how_to_quit_and_twice_quits() {
    let mut screen = screen();
    assert!(script::press(&mut screen, "<Ctrl+C>").unwrap().is_empty());
    assert!(matches!(script::press(&mut screen, "<Ctrl+C>").unwrap()[..], [Effect::Quit]));
}

#[test]
fn nothing_is_drawn_when_nothing_changed() {
    let mut screen = screen();
    drawn(&mut screen, 80, 24);
    assert!(!screen.needs_drawing());
    script::press(&mut screen, "k").unwrap();
    assert!(!screen.needs_drawing());
    script::press(&mut screen, "j").unwrap();
    assert!(screen.needs_drawing());
}

#[test]
fn help_commands_and_close_stay_in_the_footer_at_every_width() {
    for width in 40..200 {
        let mut screen = screen();
        let text = drawn(&mut screen, width, 12);
        let footer = text.lines().last().unwrap_or_default().to_owned();
        for word in ["? help", ": commands", "q close", "NAV"] {
            assert!(footer.contains(word), "{width}: {footer}");
        }
        assert!(text.contains("Home"));
    }
}

#[test]
fn every_size_is_drawn_with_anything_on_top() {
    for keys in ["", "g", ":", "?", "a", "x", "H", "gp", "&"] {
        for width in [0, 1, 2, 5, 20, 39, 40, 41, 60, 80, 120, 200] {
            for height in [0, 1, 2, 3, 9, 10, 11, 24, 60] {
                let mut screen = screen();
                script::press(&mut screen, keys).unwrap();
                drawn(&mut screen, width, height);
            }
        }
    }
}

#[test]
fn a_small_terminal_says_what_is_needed_and_keeps_everything() {
    let mut screen = screen();
    script::press(&mut screen, "aAcme").unwrap();
    assert!(drawn(&mut screen, 30, 8).contains("30x8 is too small"));
    assert!(drawn(&mut screen, 80, 24).contains("Acme"));
}

#[test]
fn the_menu_lists_every_command_here_with_its_key_or_why_not_now() {
    let text = after("<F10>");
    assert!(text.contains(" File  Edit  Find  Go  Move  View  Home  Help"), "{text}");
    assert!(text.contains("Save and quit"), "{text}");
    let text = after("<F10>l");
    assert!(text.contains("Not now: nothing is selected") && text.contains("Not now: nothing to undo"), "{text}");
    assert!(after("1<F10>lll<Enter>").contains("Home:"), "Go, Home");
    assert!(after(":open the menu<Enter>").contains("Writes the plan file."), "a plain way to it");
}

#[test]
fn a_click_on_the_title_opens_the_menu_and_a_right_click_the_actions() {
    use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
    let click = |button, row| {
        let mut screen = screen();
        drawn(&mut screen, 80, 24);
        let kind = MouseEventKind::Down(button);
        screen.handle(Event::Mouse(MouseEvent { kind, column: 3, row, modifiers: KeyModifiers::NONE }));
        drawn(&mut screen, 80, 24)
    };
    assert!(click(MouseButton::Left, 0).contains(" Menu "));
    assert!(click(MouseButton::Right, 5).contains(" Actions "));
}

#[test]
fn notices_name_the_keys_that_are_in_force() {
    let own = r#"(bind: [(keys: ["u", "ctrl+z"], ctx: "*", cmd: "none"), (keys: ["Q"], ctx: "*", cmd: "undo")])"#;
    let (keymap, _) = crate::tui::keymap::Keymap::of_user(crate::tui::keymap::Preset::Default, Some(("keys.ron", own)));
    let mut screen = screen();
    screen.keymap = keymap;
    script::press(&mut screen, "b").unwrap();
    let text = drawn(&mut screen, 80, 24);
    assert!(text.contains("(Q undoes it)"), "{text}");
}

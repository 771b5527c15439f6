use super::*;
use crate::tui::action::{Action, Scope};
use crate::tui::keys::Chord;

fn built_in() -> Keymap {
    let (keymap, problems) = Keymap::built_in();
    let shown: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(problems.is_empty(), "{shown:#?}");
    keymap
}

#[test]
fn the_built_in_keymap_has_no_duplicate_no_shadowed_and_no_unreachable_key() {
    built_in();
}

#[test]
fn every_documented_key_gives_its_action_when_pressed() {
    let keymap = built_in();
    for binding in keymap.bindings() {
        let scopes = [binding.scope, Scope::Global];
        for length in 1..binding.keys.0.len() {
            assert_eq!(keymap.resolve(&scopes, &binding.keys.0[..length]), Resolution::Pending, "{}", binding.keys);
        }
        assert_eq!(keymap.resolve(&scopes, &binding.keys.0), Resolution::Run(binding.action), "{}", binding.keys);
    }
}

/// The palette reaches every action that is valid in a pane by typing its title, so only overlays and the
/// moving of things need plain keys of their own.
#[test]
fn every_action_has_a_path_without_ctrl_alt_or_function_keys() {
    let keymap = built_in();
    let palette = keymap.bindings().iter().any(|b| b.action == Action::Palette && b.keys.is_plain());
    assert!(palette);
    for action in Action::ALL {
        for scope in action.info().scopes {
            let by_palette = !scope.is_overlay() && *scope != Scope::Grab;
            let plain = keymap.bindings().iter().any(|b| b.action == *action && b.scope == *scope && b.keys.is_plain());
            assert!(plain || by_palette, "{} in {scope:?}", action.info().name);
        }
    }
}

#[test]
fn a_pane_action_is_bound_in_each_of_its_panes() {
    let keymap = built_in();
    for action in Action::ALL {
        for scope in action.info().scopes.iter().filter(|scope| **scope != Scope::Global) {
            assert!(keymap.key_for(&[*scope], *action).is_some(), "{} in {scope:?}", action.info().name);
        }
    }
}

#[test]
fn faulty_lines_are_reported_together_and_the_rest_counts() {
    let text = r#"(prefixes: [], scopes: [(scope: global, keys: [
        ("undo", ["u", "ctrl+i"]), ("no.such", ["x"]), ("redo", ["u"]), ("goto.top", ["u u"]), ("save", ["w"]),
    ])])"#;
    let (keymap, problems) = Keymap::read(text);
    assert_eq!(problems.len(), 4, "{problems:?}");
    assert_eq!(keymap.key_for(&[Scope::Global], Action::Save).as_deref(), Some("w"));
}

#[test]
fn a_prefix_lists_what_may_follow() {
    let keymap = built_in();
    let pressed = [Chord::char('g')];
    let next = keymap.continuations(&[Scope::Roster, Scope::Global], &pressed);
    assert!(next.contains(&(Chord::char('p'), Action::PickPartner.title().to_owned())));
    assert_eq!(keymap.prefix_title(&pressed), "Go to");
}

fn shown(problems: &[KeymapProblem]) -> Vec<String> {
    problems.iter().map(ToString::to_string).collect()
}

fn own(text: &str) -> (Keymap, Vec<String>) {
    let (keymap, problems) = Keymap::of_user(Preset::Default, Some(("keys.ron", text)));
    (keymap, shown(&problems))
}

fn means(keymap: &Keymap, pane: Scope, keys: &str) -> Resolution {
    let keys: crate::tui::keys::Sequence = keys.parse().unwrap();
    keymap.resolve(&[pane, Scope::Global], &keys.0)
}

#[test]
fn no_preset_has_a_problem_and_each_reaches_help_palette_and_quit() {
    for preset in Preset::ALL {
        let (keymap, problems) = Keymap::of_user(preset, None);
        assert!(problems.is_empty(), "{preset}: {:?}", shown(&problems));
        assert_eq!(keymap.preset, preset);
        for action in [Action::Help, Action::Palette, Action::Close, Action::Undo, Action::Redo, Action::Save] {
            assert!(keymap.key_for(&[Scope::Global], action).is_some(), "{preset}: {}", action.info().name);
        }
        for binding in keymap.bindings() {
            let scopes = [binding.scope, Scope::Global];
            assert_eq!(
                keymap.resolve(&scopes, &binding.keys.0),
                Resolution::Run(binding.action),
                "{preset} {}",
                binding.keys
            );
        }
    }
}

#[test]
fn the_vim_preset_deletes_with_dd_and_counts() {
    let (keymap, _) = Keymap::of_user(Preset::Vim, None);
    assert_eq!(means(&keymap, Scope::Roster, "d d"), Resolution::Run(Action::Delete));
    assert_eq!(means(&keymap, Scope::Roster, "y y"), Resolution::Run(Action::CopyText));
    assert_eq!(means(&keymap, Scope::Roster, "ctrl+r"), Resolution::Run(Action::Redo));
    assert_eq!(means(&keymap, Scope::Roster, "ctrl+z"), Resolution::Run(Action::Suspend));
    assert_eq!(means(&keymap, Scope::Roster, "Z Z"), Resolution::Run(Action::SaveAndQuit));
    assert!(keymap.counts);
}

#[test]
fn in_the_sheet_preset_no_letter_is_a_command() {
    let (keymap, _) = Keymap::of_user(Preset::Sheet, None);
    let letters =
        keymap.bindings().iter().filter(|binding| !binding.scope.stands_alone() || binding.scope == Scope::Global);
    let typed: Vec<String> = letters
        .filter(|binding| binding.keys.0.first().is_some_and(|chord| chord.typed().is_some()))
        .map(|binding| binding.keys.to_string())
        .collect();
    assert_eq!(typed, ["/"]);
    assert!(keymap.typing);
    assert_eq!(means(&keymap, Scope::Roster, "ctrl+c"), Resolution::Run(Action::CopyText));
    assert_eq!(means(&keymap, Scope::Roster, "delete"), Resolution::Run(Action::CellClear));
}

#[test]
fn a_key_file_binds_takes_away_and_says_commands() {
    let (keymap, problems) = own(r#"(bind: [
            (keys: ["ctrl+d"], ctx: "roster", cmd: "cell.clear"),
            (keys: ["D"], cmd: "none"),
            (keys: ["g x"], cmd: "do", args: ["set", "partner/{partner}/region", "DACH"]),
            (keys: ["f7"], cmd: "cell.change"),
        ])"#);
    assert_eq!(problems, Vec::<String>::new());
    assert_eq!(means(&keymap, Scope::Roster, "ctrl+d"), Resolution::Run(Action::CellClear));
    assert_eq!(means(&keymap, Scope::Matrix, "ctrl+d"), Resolution::Run(Action::PageDown));
    assert_eq!(means(&keymap, Scope::Roster, "D"), Resolution::Unbound);
    assert_eq!(means(&keymap, Scope::Roster, "g x"), Resolution::Say(0));
    assert_eq!(means(&keymap, Scope::Tiers, "f7"), Resolution::Run(Action::CellChange));
    let (_, words) = keymap
        .continuations(&[Scope::Roster, Scope::Global], &[Chord::char('g')])
        .into_iter()
        .find(|(chord, _)| *chord == Chord::char('x'))
        .unwrap();
    assert_eq!(words, "set partner/{partner}/region DACH");
}

#[test]
fn what_is_wrong_in_a_key_file_names_line_reason_and_remedy_and_the_rest_counts() {
    let (keymap, problems) = own(r#"// mine
(
    bind: [
        (keys: ["ctrl+i"], cmd: "undo"),
        (keys: ["f7"], ctx: "rooster", cmd: "undo"),
        (keys: ["f7"], cmd: "unod"),
        (keys: ["u x"], cmd: "redo"),
        (keys: ["f8"], cmd: "none"),
        (keys: ["f7"], ctx: "matrix", cmd: "cell.clear"),
        (keys: ["f7", "f7"], cmd: "redo"),
        (keys: ["f9"], cmd: "do"),
        (keys: ["f6"], cmd: "undo"),
    ],
)"#);
    let wanted = [
        "keys.ron, line 4: ctrl+i in \"*\": \"ctrl+i\" can not be bound: terminals send Tab for it",
        "keys.ron, line 5: f7 in \"rooster\": no place is called \"rooster\"; did you mean \"roster\"?",
        "keys.ron, line 6: f7 in \"*\": no command is called \"unod\"; did you mean \"undo\"? (`quarterdeck commands` lists them)",
        "keys.ron, line 7: u x in \"*\": ux would never be reached: u already means undo; take that away first",
        "keys.ron, line 8: f8 in \"*\": F8 means nothing there, so nothing is taken away",
        "keys.ron, line 9: f7 in \"matrix\": cell.clear is not valid there, but in roster, tiers, economics, enablement, marketplace, program",
        "keys.ron, line 10: f7, f7 in \"*\": F7 has a meaning further up in this file already",
        "keys.ron, line 11: f9 in \"*\": \"do\" needs its words in args: [\"set\", \"partner/{partner}/region\", \"DACH\"]",
    ];
    assert_eq!(problems, wanted);
    assert_eq!(means(&keymap, Scope::Roster, "f6"), Resolution::Run(Action::Undo));
    assert_eq!(means(&keymap, Scope::Roster, "f7"), Resolution::Run(Action::Redo));
}

#[test]
fn a_file_that_is_no_key_file_leaves_the_default_keys() {
    let (keymap, problems) = own("(bind: [(keys: 3)])");
    assert_eq!(problems.len(), 1);
    assert!(
        problems[0].starts_with("keys.ron, line 1: ") && problems[0].ends_with("the whole file is left out"),
        "{problems:?}"
    );
    assert_eq!(means(&keymap, Scope::Roster, "u"), Resolution::Run(Action::Undo));
    let (keymap, problems) = own("(preset: \"emacs\")");
    assert_eq!(problems, ["keys.ron: no preset is called \"emacs\"; there are default, vim and sheet"]);
    assert_eq!(keymap.preset, Preset::Default);
}

#[test]
fn a_short_key_takes_the_place_of_a_prefix_and_says_so() {
    let (keymap, problems) = own(r#"(bind: [(keys: ["z"], cmd: "undo")])"#);
    assert_eq!(problems.len(), 1);
    assert!(problems[0].contains("z takes the place of") && problems[0].contains("zm (view.mouse)"), "{problems:?}");
    assert_eq!(means(&keymap, Scope::Matrix, "z"), Resolution::Run(Action::Undo));
}

#[test]
fn keys_that_the_surroundings_keep_are_named_with_another_way() {
    let (keymap, _) = Keymap::built_in();
    assert!(swallowed(&keymap, Surroundings::default()).is_empty());
    let code = Surroundings::of(|name| (name == "TERM_PROGRAM").then(|| "vscode".to_owned()));
    let found = swallowed(&keymap, code);
    assert!(found.contains(&"VS Code may keep Ctrl+P (palette.open in global): use :".to_owned()), "{found:#?}");
}

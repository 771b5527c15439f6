use super::line::{Offer, found};

fn offered(line: &str) -> Vec<Offer> {
    let plan = concat!(env!("CARGO_MANIFEST_DIR"), "/saves/northwind.ron");
    let words: Vec<String> = line.split(' ').map(|word| word.replace("PLAN", plan)).collect();
    found(&words)
}

fn texts(line: &str) -> Vec<String> {
    offered(line).into_iter().map(|one| one.text).collect()
}

#[test]
fn words_options_and_closed_lists_come_from_the_command_line_itself() {
    assert_eq!(texts("scr"), ["screenshot"]);
    assert!(texts("").contains(&"check".to_owned()) && !texts("").contains(&"complete".to_owned()));
    assert_eq!(texts("show PLAN partners --wh"), ["--where"]);
    assert_eq!(texts("show PLAN partners --format j"), ["json"]);
    assert_eq!(texts("show PLAN partners --format=j"), ["--format=json"]);
    assert_eq!(texts("show PLAN partners --format = j"), ["json"], "as bash divides it");
    assert_eq!(texts("completions z"), ["zsh"]);
    assert_eq!(texts("check PL"), Vec::<String>::new(), "a file is left to the shell");
}

#[test]
fn identifiers_come_from_the_plan_that_the_line_names() {
    let offers = offered("export PLAN standing --partner bays");
    assert_eq!(offers, [Offer::new("bayshore-resellers", "Bayshore Resellers")]);
    assert_eq!(texts("export PLAN standing --partner Summit"), ["summit-ridge-partners"]);
    assert_eq!(texts("export PLAN qbr-recap --qbr techservices-2026-q3"), ["techservices-2026-q3"]);
    assert_eq!(texts("export nowhere.ron standing --partner bays"), Vec::<String>::new());
    assert_eq!(texts("show PLAN heal"), ["health"]);
    assert_eq!(texts("show PLAN partners --sort -health.sc"), ["-health.score"]);
    assert_eq!(texts("show PLAN partners --columns name,health.sc"), ["name,health.score"]);
    assert_eq!(texts("explain PLAN partner/bayshore-resellers/heal"), ["partner/bayshore-resellers/health"]);
    assert_eq!(texts("goal PLAN --goal zzz"), Vec::<String>::new());
}

#[test]
fn commands_of_do_are_completed_to_the_last_argument() {
    assert_eq!(texts("do PLAN grant-t"), ["grant-tier"]);
    assert_eq!(texts("do PLAN grant-tier bays"), ["bayshore-resellers"]);
    assert_eq!(texts("do PLAN grant-tier bayshore-resellers go"), ["gold"]);
    assert_eq!(texts("do PLAN set partner/bayshore-resellers/own"), ["partner/bayshore-resellers/owner"]);
    assert_eq!(texts("do PLAN set partner/bayshore-resellers/owner sar"), ["sarah-lindqvist"]);
    assert_eq!(texts("do PLAN set partner/bayshore-resellers/type res"), ["reseller"]);
    assert_eq!(texts("do PLAN edit partner/bayshore-resellers own"), ["owner="]);
    assert_eq!(texts("do PLAN close-deal x won --re"), ["--reason"]);
    assert!(texts("do PLAN set-setting health.wee").contains(&"health.weekly_days".to_owned()));
    assert_eq!(texts("do PLAN delete tiers plat"), ["platinum"]);
    assert_eq!(texts("do PLAN nosuch x"), Vec::<String>::new());
}

#[test]
fn no_line_is_too_odd() {
    for line in
        ["", " ", "= =", "-- --", "--partner", "show", "show ' \"", "do", "do PLAN - -", "explain PLAN ///", "-h -"]
    {
        found(&line.split(' ').map(str::to_owned).collect::<Vec<_>>());
    }
    assert!(found(&[]).is_empty());
}

//! Every editing command can be said, every example can be read, and a script is one step.

use jiff::civil::date;

use super::*;
use crate::app::command::{
    CampaignCommand, Command, DealCommand, MoneyCommand, PartnerCommand, PlanCommand, QbrCommand, RecordCommand,
    TierCommand,
};
use crate::app::update::update;
use crate::app::workbench::{Dates, Origin, Workbench};
use crate::edit::Refusal;
use crate::program::{AnyRecord, Kind};

fn session() -> Workbench {
    let mut program = crate::store::read(include_bytes!("../../../saves/northwind.ron")).unwrap().program;
    let rows = r#"[(title:"Book the room",offset:-30,side:us)]"#;
    let template = format!(r#"(id:"our-seminar",name:"Our seminar",kind:webinar,rows:{rows})"#);
    let lead = r#"(id:"open-lead",campaign:"jikan-seminar",name:"Ada",registered_at:"2026-09-01")"#;
    for (kind, text) in [(Kind::TaskTemplate, template.as_str()), (Kind::Lead, lead)] {
        program.put(crate::program::AnyRecord::from_ron(kind, text).unwrap());
    }
    over(program)
}

fn over(program: crate::program::Program) -> Workbench {
    Workbench::new(program, Origin::default(), Dates { today: date(2026, 11, 22), asked: Some(date(2026, 9, 30)) })
}

/// A review that is held while the other lines are said.
const RUNNING: &str = "acme-live";

/// A session on a program in which a meeting is running.
fn in_a_meeting() -> Workbench {
    let mut workbench = session();
    let qbr = workbench.program().qbrs.iter().find(|qbr| qbr.ended_at.is_none()).unwrap().clone();
    let qbr = crate::program::qbr::Qbr {
        id: RUNNING.parse().unwrap(),
        state: crate::program::qbr::QbrState::Scheduled,
        ..qbr
    };
    let add = RecordCommand::Add { record: qbr.into(), label: "Add".to_owned() };
    update(&mut workbench, Command::Record(add)).unwrap();
    let partner = workbench.program().partners.iter().next().unwrap().id.to_string();
    let conflict = format!(
        "(id: \"acme-region-4hj2kq\", list: \"partners\", record: {partner:?}, field: \"region\", one: \"\\\"A\\\"\", other: \"\\\"B\\\"\")"
    );
    let record = AnyRecord::from_ron(Kind::MergeConflict, &conflict).unwrap();
    let add = RecordCommand::Add { record, label: "Add".to_owned() };
    update(&mut workbench, Command::Record(add)).unwrap();
    said(&mut workbench, &format!("start-meeting {RUNNING} pipeline 2026-09-30T09:00Z")).unwrap();
    over(workbench.program().clone())
}

fn said(workbench: &mut Workbench, text: &str) -> Result<Ran, Stopped> {
    run(workbench, &lines(text).unwrap())
}

/// The words by which a command is reached; none for what is no edit, or has a word of the command line of its own.
fn words_of(command: &Command) -> &'static [&'static str] {
    match command {
        Command::Record(RecordCommand::SetField { .. }) => &["set", "unset"],
        Command::Record(RecordCommand::Add { .. }) => &["add", "put", "keep-listing"],
        Command::Record(RecordCommand::Replace { .. }) => &["edit", "put"],
        Command::Record(RecordCommand::Delete { .. }) => &["delete"],
        Command::Record(RecordCommand::Decide { .. }) => &["decide"],
        Command::Partner(PartnerCommand::Add { .. }) => &["add-partner"],
        Command::Partner(PartnerCommand::Place { .. }) => &["place-partner"],
        Command::Partner(PartnerCommand::GrantTier { .. }) => &["grant-tier"],
        Command::Partner(PartnerCommand::RenewTier { .. }) => &["renew-tier"],
        Command::Partner(PartnerCommand::SetException { .. }) => {
            &["override-tier", "provisional-tier", "end-exception"]
        }
        Command::Tier(TierCommand::Add { .. }) => &["add-tier"],
        Command::Tier(TierCommand::SetCriteria { .. }) => &["set-criteria"],
        Command::Tier(TierCommand::SetThreshold { .. }) => &["set-threshold", "set"],
        Command::Tier(TierCommand::SetBenefit { .. }) => &["set-benefit"],
        Command::Tier(TierCommand::Reorder { .. }) => &["move-tier"],
        Command::Tier(TierCommand::Remove { .. }) => &["remove-tier"],
        Command::Tier(TierCommand::ApplyPreset { .. }) => &["apply-preset"],
        Command::Deal(DealCommand::Close(_)) => &["close-deal"],
        Command::Deal(DealCommand::Reopen { .. }) => &["reopen-deal"],
        Command::Money(MoneyCommand::DecideRegistrations { .. }) => &["decide-registration"],
        Command::Money(MoneyCommand::DecideRequests { .. }) => &["decide-request"],
        Command::Money(MoneyCommand::SetPaid { .. }) => &["mark-paid", "mark-unpaid"],
        Command::Money(MoneyCommand::Schedule { .. }) => &["add"],
        Command::Campaign(CampaignCommand::Create(_)) => &["add-campaign"],
        Command::Campaign(CampaignCommand::PlanQuarter { .. }) => &["plan-quarter"],
        Command::Campaign(CampaignCommand::MoveLaunch { .. }) => &["move-launch"],
        Command::Campaign(CampaignCommand::SetTime { .. }) => &["set-time"],
        Command::Campaign(CampaignCommand::ToggleDone { .. }) => &["finish-task", "reopen-task"],
        Command::Campaign(CampaignCommand::ShiftTasks { .. }) => &["shift-task"],
        Command::Campaign(CampaignCommand::SetDue { .. }) => &["set-due"],
        Command::Campaign(CampaignCommand::MakeTemplate { .. }) => &["make-template"],
        Command::Campaign(CampaignCommand::ApplyTemplate { .. }) => &["apply-template"],
        Command::Campaign(CampaignCommand::AddStandard { .. }) => &["add-standard"],
        Command::Campaign(CampaignCommand::SetRaci { .. }) => &["set-raci"],
        Command::Campaign(CampaignCommand::ToggleBrand { .. }) => &["check-brand"],
        Command::Campaign(CampaignCommand::AssignLeads { .. }) => &["assign-leads"],
        Command::Campaign(CampaignCommand::AddTask(_)) => &["add-task"],
        Command::Campaign(CampaignCommand::Assign { .. }) => &["assign-task"],
        Command::Campaign(CampaignCommand::SetResults(_)) => &["set-results"],
        Command::Plan(PlanCommand::Make(_)) => &["plan-onboarding", "plan-launch"],
        Command::Qbr(QbrCommand::Schedule { .. }) => &["schedule-review"],
        Command::Qbr(QbrCommand::SetNotes { .. }) => &["set-notes"],
        Command::Qbr(QbrCommand::SetMinutes { .. }) => &["set-minutes"],
        Command::Qbr(QbrCommand::AddElapsed { .. }) => &["add-time"],
        Command::Qbr(QbrCommand::StartMeeting { .. }) => &["start-meeting"],
        Command::Qbr(QbrCommand::EnterSection { .. }) => &["enter-section"],
        Command::Qbr(QbrCommand::PauseMeeting { .. }) => &["pause-meeting"],
        Command::Qbr(QbrCommand::ReplanMeeting { .. }) => &["replan-meeting"],
        Command::Qbr(QbrCommand::RefreshNumbers { .. }) => &["refresh-numbers"],
        Command::Qbr(QbrCommand::SetLine { .. }) => &["set-line"],
        Command::Qbr(QbrCommand::Capture { .. }) => &["capture"],
        Command::Qbr(QbrCommand::EndMeeting { .. }) => &["end-meeting"],
        Command::Qbr(QbrCommand::SetTemperature { .. }) => &["set-temperature"],
        Command::Qbr(QbrCommand::Settle { .. }) => &["settle-minute"],
        Command::Qbr(QbrCommand::SetTarget { .. }) => &["set-target"],
        Command::Qbr(QbrCommand::Close(_)) => &["close-qbr"],
        Command::Qbr(QbrCommand::AddAction(_)) => &["add-action"],
        Command::Qbr(QbrCommand::ToggleAction { .. }) => &["finish-action", "reopen-action"],
        Command::SetSetting { .. } => &["set-setting", "reset-setting"],
        Command::Apply(_)
        | Command::Undo
        | Command::Redo
        | Command::GoToStep(_)
        | Command::Seal
        | Command::Save
        | Command::SaveAs(_)
        | Command::Export { .. }
        | Command::WritePackage { .. }
        | Command::Scenario(_)
        | Command::SetAsOf(_) => &[],
    }
}

/// An identifier of a record for which a test holds.
fn id_where(workbench: &Workbench, kind: Kind, field: &str, holds: impl Fn(&str) -> bool) -> String {
    let records = workbench.program().records(kind);
    let found = records.iter().find(|record| holds(&crate::edit::field::text(record, field).unwrap()));
    found.unwrap_or_else(|| panic!("no {kind:?} with such a {field}")).id().to_owned()
}

/// Lines about records that are there, one for every command.
fn lines_for_all(workbench: &Workbench) -> Vec<String> {
    let any = |kind| id_where(workbench, kind, workbench.program().records(kind)[0].kind().fields()[0].0, |_| true);
    let known = |kind, field| id_where(workbench, kind, field, |text| !text.is_empty());
    let unknown = |kind, field| id_where(workbench, kind, field, str::is_empty);
    let (partner, qbr) = (any(Kind::Partner), id_where(workbench, Kind::Qbr, "ended_at", |text| !text.is_empty()));
    let tier = id_where(workbench, Kind::Tier, "order", |order| order == "2");
    let (done, open) = (known(Kind::Task, "done_on"), unknown(Kind::Task, "done_on"));
    let (acted, acting) = (known(Kind::ActionItem, "done_on"), unknown(Kind::ActionItem, "done_on"));
    let won = id_where(workbench, Kind::Deal, "stage", |stage| stage == "won");
    let running = id_where(workbench, Kind::Deal, "stage", |stage| stage == "proposal" || stage == "qualified");
    let criteria = {
        let text = crate::edit::field::text(&workbench.program().record(Kind::Tier, &tier).unwrap(), "criteria");
        text.unwrap()
    };
    let metric = {
        let tier = workbench.program().tiers.find(&tier).unwrap();
        let leaf = tier.criteria.leaves().remove(0);
        match tier.criteria.at(&leaf) {
            Some(crate::program::criterion::Criterion::Meets { metric, .. }) => metric.to_string(),
            other => panic!("{other:?}"),
        }
    };
    let benefit =
        id_where(workbench, Kind::Benefit, "kind", |kind| kind == "text" || kind == "yes_no" || kind == "scale");
    vec![
        format!("set partner/{partner}/region EMEA"),
        format!("unset partner/{partner}/note"),
        format!("add contact name='Ada Park' partner={partner} role=technical active=yes"),
        format!("edit partner/{partner} region=APAC note='Met at the fair'"),
        "put holiday '(id: \"new-year\", date: \"2027-01-01\", name: \"New Year\")'".to_owned(),
        "decide acme-region-4hj2kq other".to_owned(),
        format!("delete partner {partner} --cascade"),
        "set-setting C-05 any".to_owned(),
        "reset-setting tier.referral_rule".to_owned(),
        "add-partner 'Blue Harbor' Northlight --stage recruit".to_owned(),
        format!("place-partner {partner} 70 120k"),
        format!("grant-tier {partner} none"),
        format!("renew-tier {partner}"),
        "override-tier techservices gold 2027-03-31 'Joint launch' --approver elena-marsh".to_owned(),
        format!("provisional-tier {partner} {tier} 'New in the program'"),
        "end-exception atlas-global-services".to_owned(),
        "add-tier Diamond\nset-criteria diamond 'all([meets(metric: \"sourced_arr\", value: \"9000000\")])'".to_owned(),
        format!("set-criteria {tier} '{criteria}'"),
        format!("set-threshold {tier} {metric} 77"),
        format!("set-benefit {tier} {benefit}"),
        format!("move-tier {tier} down"),
        format!("remove-tier {tier}"),
        "apply-preset core".to_owned(),
        format!("close-deal {running} lost --reason 'no budget'"),
        format!("reopen-deal {won}"),
        format!("decide-registration {} withdrawn", any(Kind::DealRegistration)),
        format!("decide-request {} withdrawn", any(Kind::MdfRequest)),
        format!("mark-paid {}", unknown(Kind::Payment, "paid_on")),
        format!("mark-unpaid {}", known(Kind::Payment, "paid_on")),
        format!("add-campaign 'Data week' webinar +8w {partner}"),
        "plan-quarter 2026-Q4".to_owned(),
        format!("move-launch {} +9w", any(Kind::Campaign)),
        format!("set-time {} 5pm 'new york'", any(Kind::Campaign)),
        format!("finish-task {open}"),
        format!("reopen-task {done}"),
        format!("shift-task {open} 3"),
        format!("set-due {open} 2027-06-01"),
        "make-template jikan-seminar 'Seminar list'".to_owned(),
        "apply-template dreamforce-booth 'Our seminar'".to_owned(),
        "add-standard dreamforce-booth repurposing".to_owned(),
        "set-raci dreamforce-booth 'Booth design' RA C".to_owned(),
        "check-brand dreamforce-booth 'Neutral tone of voice'".to_owned(),
        "assign-leads jikan-seminar".to_owned(),
        format!("add-task 'Book the speaker' W-3 --campaign {} --side partner", any(Kind::Campaign)),
        format!("assign-task {open} both 'Ada Park'"),
        format!("set-results {} registrations=412", any(Kind::Campaign)),
        format!("plan-onboarding '{partner}, Newcomer' 2026-10-05 --kind rollout --managers 1"),
        "plan-launch 2026-10-05".to_owned(),
        format!("keep-listing {}", any(Kind::Listing)),
        format!("schedule-review {partner} 2027-Q4 2027-12-10"),
        format!("set-notes {qbr} pipeline 'Two joint deals slipped'"),
        format!("set-minutes {qbr} pipeline 20"),
        format!("add-time {qbr} pipeline 90"),
        format!("add-action {partner} 'Send the kit' --due fri"),
        format!("finish-action {acting}"),
        format!("reopen-action {acted}"),
        format!("start-meeting {} relationship 2026-09-30T09:00Z", unknown(Kind::Qbr, "ended_at")),
        format!("enter-section {RUNNING} support 2026-09-30T09:05Z"),
        format!("pause-meeting {RUNNING} 2026-09-30T09:06Z"),
        format!("replan-meeting {RUNNING} 2026-09-30T09:06Z"),
        format!("refresh-numbers {RUNNING} 2026-09-30T09:07Z"),
        format!("set-line {RUNNING} 'action Sarah'"),
        format!("capture {RUNNING} 'action Sarah co-brand kit by fri' 2026-09-30T09:08Z"),
        format!("end-meeting {RUNNING} 2026-09-30T09:30Z"),
        format!("set-target {qbr} sourced 250k"),
        format!("set-temperature {RUNNING} partner 4 --end"),
        format!("settle-minute {} 'Ours counts the March credit memo'", any(Kind::Minute)),
        format!("close-qbr {} 2026-09-30T10:00Z --next 2027-01-14", "techservices-2026-q1"),
    ]
}

#[test]
fn every_word_is_listed_once_and_gives_the_command_it_says() {
    let workbench = in_a_meeting();
    let mut names: Vec<&str> = all().map(|spoken| spoken.name).collect();
    let said: Vec<String> = lines_for_all(&workbench);
    for (line, spoken) in said.iter().zip(all()) {
        let line = lines(line).unwrap().remove(0);
        assert_eq!(line.words[0], spoken.name, "the lines follow the list");
        let command = Given::of(&workbench, spoken, &line.words[1..]).and_then(|given| (spoken.read)(&given));
        let command = command.unwrap_or_else(|refusal| panic!("{line:?}: {refusal}"));
        assert!(words_of(&command).contains(&spoken.name), "{command:?} is not said by {}", spoken.name);
    }
    assert_eq!(said.len(), names.len());
    names.sort_unstable();
    names.dedup();
    assert_eq!(said.len(), names.len(), "each name once");
}

#[test]
fn every_command_in_words_can_be_carried_out_and_taken_back() {
    let mut refused = Vec::new();
    for line in lines_for_all(&in_a_meeting()) {
        let mut workbench = in_a_meeting();
        let before = workbench.program().clone();
        let ran = match said(&mut workbench, &line) {
            Ok(ran) => ran,
            Err(stopped) => {
                refused.push(format!("{line}: {}", stopped.refusal));
                continue;
            }
        };
        assert_eq!(workbench.history().done().len(), usize::from(!ran.edit.is_empty()), "{line}");
        if !ran.edit.is_empty() {
            update(&mut workbench, Command::Undo).unwrap();
        }
        assert_eq!(*workbench.program(), before, "{line}");
    }
    assert!(refused.is_empty(), "{}", refused.join("\n"));
}

#[test]
fn every_example_names_its_command_and_fits_its_arguments() {
    let workbench = session();
    for spoken in all() {
        let line = lines(spoken.example).unwrap().remove(0);
        assert_eq!(line.words[0], spoken.name);
        if let Err(refusal) = Given::of(&workbench, spoken, &line.words[1..]) {
            panic!("{}: {refusal}", spoken.name);
        }
        assert!(spoken.about.ends_with('.') && !spoken.about.contains('\n'), "{}", spoken.name);
        let open_end = spoken.arguments.iter().filter(|argument| argument.is_placed()).rev().skip(1);
        assert!(open_end.clone().all(|argument| argument.how != How::Many), "{}", spoken.name);
    }
}

#[test]
fn a_script_is_one_step_and_a_refused_line_leaves_everything_as_it_was() {
    let mut workbench = session();
    let before = workbench.program().clone();
    let script =
        "# two new ones\nadd-partner Northlight\nset partner/northlight/region EMEA\n\nadd-action northlight Call";
    let ran = said(&mut workbench, script).unwrap();
    assert_eq!(ran.steps.iter().map(|step| step.line).collect::<Vec<_>>(), [2, 3, 5]);
    assert_eq!((workbench.history().done().len(), ran.edit.changes.len()), (1, 2));
    update(&mut workbench, Command::Undo).unwrap();
    assert_eq!(*workbench.program(), before);
    let stopped = said(&mut workbench, &format!("{script}\nset partner/northlight/stage soaring")).unwrap_err();
    assert!(matches!(&stopped.refusal, Refusal::BadValue { field, .. } if field == "stage"), "{stopped:?}");
    assert_eq!(stopped.line, 6);
    assert_eq!(*workbench.program(), before);
    assert!(workbench.history().done().is_empty());
}

#[test]
fn what_breaks_the_program_is_refused_with_the_line_that_did_it() {
    let mut workbench = session();
    let before = workbench.program().clone();
    let script = "add-partner Northlight\nadd deal name=Odd stage=won\nadd-partner Southlight";
    let stopped = said(&mut workbench, script).unwrap_err();
    assert_eq!(stopped.line, 2, "{stopped:?}");
    assert_eq!(*workbench.program(), before);
}

#[test]
fn deleting_with_others_wants_to_be_told_so() {
    let mut workbench = session();
    let partner = workbench.program().deals.iter().find_map(|deal| deal.partner.clone()).unwrap();
    let stopped = said(&mut workbench, &format!("delete partner {partner}")).unwrap_err();
    assert!(matches!(&stopped.refusal, Refusal::Referred { referrers, .. } if referrers.contains("--cascade")));
    let ran = said(&mut workbench, &format!("delete partner {partner} --cascade")).unwrap();
    assert!(ran.edit.changes.len() > 1);
}

#[test]
fn what_was_done_is_a_script_that_does_it_again_on_another_plan() {
    let mut workbench = in_a_meeting();
    let before = workbench.program().clone();
    for line in lines_for_all(&workbench) {
        // each on what the others left, where that is still possible
        let _ = said(&mut workbench, &line);
    }
    let done = workbench.history().done();
    assert!(done.len() > 20, "{}", done.len());
    let script = as_script(done);
    let dates = Dates { today: workbench.as_of(), asked: Some(workbench.as_of()) };
    let mut other = Workbench::new(before, Origin::default(), dates);
    if let Err(stopped) = said(&mut other, &script) {
        panic!("{}\n{:?}", stopped.refusal, script.lines().nth(stopped.line.saturating_sub(1)));
    }
    assert!(other.program() == workbench.program());
}

//! The panes as a line mode shows them: which reports stand there, and which record a row stands for.

use crate::program::Kind;

/// A report of a pane.
#[derive(Debug)]
pub(super) struct Content {
    /// Its name in the list of reports; empty for what is due, which is no report.
    pub(super) report: &'static str,
    /// The column that holds the identifier of the record a row stands for.
    pub(super) key: &'static str,
    /// What kind of record that is.
    pub(super) kind: Option<Kind>,
    /// The columns read out unless others are asked for; none: those of the report.
    pub(super) columns: &'static [&'static str],
}

/// A pane of the workbench.
#[derive(Debug)]
pub(super) struct Pane {
    /// The word that goes there.
    pub(super) word: &'static str,
    /// What it is called.
    pub(super) title: &'static str,
    /// What it is for.
    pub(super) about: &'static str,
    /// Its reports, the first one shown first.
    pub(super) contents: &'static [Content],
}

const fn records(report: &'static str, kind: Kind, columns: &'static [&'static str]) -> Content {
    Content { report, key: "id", kind: Some(kind), columns }
}

const fn rows(report: &'static str) -> Content {
    Content { report, key: "id", kind: None, columns: &[] }
}

/// Every pane, in the order of their digits on the screen.
pub(super) static PANES: &[Pane] = &[
    Pane {
        word: "home",
        title: "Home",
        about: "what is due, who waits for us, the numbers of the program",
        contents: &[rows(""), rows("summary"), rows("portfolio")],
    },
    Pane {
        word: "roster",
        title: "Roster",
        about: "the partners",
        contents: &[
            records(
                "partners",
                Kind::Partner,
                &["name", "type", "tier", "tier_progress.percent", "health.score", "health.band", "next_due"],
            ),
            records("health", Kind::Partner, &[]),
        ],
    },
    Pane {
        word: "matrix",
        title: "Matrix",
        about: "partners by value and strategic importance",
        contents: &[records(
            "matrix",
            Kind::Partner,
            &["name", "quadrant", "strategic_value", "revenue_axis", "investment_call"],
        )],
    },
    Pane {
        word: "tiers",
        title: "Tiers",
        about: "the tier program: what each tier asks, who stands in it",
        contents: &[
            records("tiers", Kind::Tier, &["name", "members", "qualified", "rising", "falling_short", "criteria"]),
            rows("proofs"),
            rows("clocks"),
            rows("ladder-checks"),
            rows("backtest"),
            rows("versions"),
        ],
    },
    Pane {
        word: "timeline",
        title: "Timeline",
        about: "webinars, campaigns and events, and their tasks",
        contents: &[
            records(
                "timeline",
                Kind::Campaign,
                &["launch", "name", "kind", "state", "partners", "tasks.overdue", "next_task.due"],
            ),
            records("tasks", Kind::Task, &["due", "status", "title", "side", "person", "campaign"]),
            rows("cadence"),
            rows("campaign-checks"),
        ],
    },
    Pane {
        word: "qbr",
        title: "QBR",
        about: "quarterly business reviews, and the meeting itself",
        contents: &[
            records("qbrs", Kind::Qbr, &["scheduled_for", "partner", "quarter", "state", "actions.open"]),
            records("actions", Kind::ActionItem, &["due", "status", "text", "side", "person", "partner"]),
            rows("preparation"),
            rows("promises"),
        ],
    },
    Pane {
        word: "economics",
        title: "Economics",
        about: "deals, attribution, commissions, funds, affiliates",
        contents: &[
            records("deals", Kind::Deal, &["name", "partner_name", "stage", "amount", "close", "class"]),
            records("registrations", Kind::DealRegistration, &["account", "partner_name", "state", "conflicts"]),
            rows("attribution"),
            rows("commissions"),
            records("payments", Kind::Payment, &["due_on", "partner_name", "kind", "amount", "status"]),
            records("mdf", Kind::MdfRequest, &["activity_on", "partner", "amount", "state", "purpose"]),
            records("affiliates", Kind::AffiliateMonth, &[]),
            Content { report: "affiliate-payouts", key: "id", kind: Some(Kind::Partner), columns: &[] },
            records("affiliate-terms", Kind::AffiliateProgram, &[]),
            rows("affiliate-economics"),
            rows("affiliate-rates"),
            rows("goal"),
        ],
    },
    Pane {
        word: "enablement",
        title: "Enablement",
        about: "content, playbook, battle cards, training and certifications, portal, markets, onboarding plans",
        contents: &[
            Content { report: "enablement", key: "key", kind: None, columns: &[] },
            records("assets", Kind::Asset, &["title", "kind", "priority", "state", "updated_on"]),
            records("sales-playbook", Kind::PlaybookSection, &["part", "written", "words", "covers"]),
            records("battle-cards", Kind::BattleCard, &["competitor", "blocks", "missing"]),
            records("training", Kind::Contact, &["name", "partner_name", "certified", "next"]),
            rows("certifications"),
            records("sessions", Kind::TrainingSession, &["on", "level", "live", "state", "attendees"]),
            rows("portal"),
            rows("localization"),
            records("plans", Kind::Plan, &["name", "start", "done", "tasks", "overdue", "next_due", "next_task"]),
            records("plan-tasks", Kind::Task, &["due", "status", "title", "plan_name", "person"]),
        ],
    },
    Pane {
        word: "marketplace",
        title: "Marketplace",
        about: "listings with their score, copy, keywords, screenshots, reviews, numbers and launch",
        contents: &[
            records("listings", Kind::Listing, &["name", "score", "weakest", "views", "rating", "reviews"]),
            records("listing-copy", Kind::Listing, &["part", "state", "counter", "text"]),
            records("listing-score", Kind::Listing, &["element", "points", "weight", "lacks"]),
            rows("listing-keywords"),
            rows("listing-screenshots"),
            records("reviews", Kind::Review, &["on", "stars", "state", "text"]),
            rows("review-plan"),
            rows("listing-choices"),
            records("launch-tactics", Kind::LaunchTactic, &["kind", "owner", "on", "status", "lacks"]),
            rows("listing-metrics"),
            rows("listing-months"),
            rows("listing-changes"),
            Content { report: "marketplaces", key: "marketplace", kind: None, columns: &[] },
        ],
    },
    Pane {
        word: "program",
        title: "Program",
        about: "the program itself: types, goals, roles, documents, tools, maturity, selection, what partners say and hear",
        contents: &[
            Content {
                report: "architecture",
                key: "id",
                kind: Some(Kind::Profile),
                columns: &["block", "state", "has", "lacks"],
            },
            records("types", Kind::TypeProfile, &["type", "in_program", "partners", "ideal_profile"]),
            records("goals", Kind::Goal, &["metric", "value", "actual", "due", "verdict", "chance"]),
            records("governance", Kind::Governance, &["role", "filled", "member"]),
            records("documents", Kind::ProgramDoc, &["kind", "state", "updated_on", "owner"]),
            records("tools", Kind::Tool, &["kind", "in_use", "name", "priority"]),
            records("maturity", Kind::Maturity, &["dimension", "level", "now", "next"]),
            records("launch", Kind::Task, &["title", "phase", "due", "status"]),
            records("scale", Kind::ScaleFactor, &["factor", "approach", "verdict"]),
            Content {
                report: "selection",
                key: "partner",
                kind: Some(Kind::Partner),
                columns: &["name", "gate", "passed", "priority"],
            },
            records("red-flags", Kind::RedFlag, &["partner_name", "kind", "mitigated", "instead"]),
            records("pilots", Kind::Pilot, &["partner_name", "gate", "qualified", "leads_required", "days_left"]),
            records("agreements", Kind::Agreement, &["partner_name", "state", "elements", "missing", "end"]),
            records("escalations", Kind::Escalation, &["trigger", "partner_name", "severity", "state"]),
            records("feedback", Kind::Feedback, &["on", "partner_name", "state", "text"]),
            records("nps", Kind::NpsResponse, &["on", "partner_name", "score"]),
            records("communications", Kind::CommLine, &["kind", "due", "state", "audience"]),
            Content { report: "playbook", key: "partner", kind: Some(Kind::Partner), columns: &[] },
            rows("pool"),
            rows("capacity"),
            Content { report: "settings", key: "key", kind: None, columns: &["key", "value", "origin", "title"] },
        ],
    },
];

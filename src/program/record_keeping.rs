//! What the program remembers of itself.

use std::collections::BTreeMap;

use super::choice::choice;
use super::id::Id;
use super::record::record;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

choice! {
    /// What was imported.
    pub enum ImportKind {
        Deals = "deals" => "Deals",
        Partners = "partners" => "Partners",
    }
}

choice! {
    /// What was sent.
    pub enum SnapshotKind {
        QbrDeck = "qbr_deck" => "QBR deck",
        CfoReport = "cfo_report" => "CFO report",
    }
}

choice! {
    /// How serious a program takes a rule.
    pub enum RuleVerdict {
        Off = "off" => "Off",
        Info = "info" => "Info",
        Warning = "warning" => "Warning",
        Error = "error" => "Error",
    }
}

/// How serious this program takes a rule of the advisor, in place of what the rule says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleLevel {
    /// Identifier.
    pub id: Id<RuleLevel>,
    /// Code of the rule.
    pub rule: String,
    /// How serious; off: its findings are not told.
    pub level: RuleVerdict,
    /// Why.
    pub reason: String,
}

record!(
    RuleLevel,
    [("rule", Text, Required), ("level", Choice(RuleVerdict::CHOICES), Required), ("reason", Text, Required),]
);

/// What must hold of this plan, as its owners wrote it down; `check` tells whether it does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assertion {
    /// Identifier.
    pub id: Id<Assertion>,
    /// What: `tier("acme") == Gold at 2026-Q3`, `mdf.total <= 120k`.
    pub assert: String,
    /// Why.
    pub reason: String,
}

record!(Assertion, [("assert", Text, Required), ("reason", Text, Required),]);

/// A finding accepted for a time; an expired one re-opens it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    /// Identifier.
    pub id: Id<Waiver>,
    /// Code of the rule.
    pub rule: String,
    /// What it is about.
    pub subject: String,
    /// Why.
    pub reason: String,
    /// Who decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// First day it no longer holds.
    pub until: Date,
}

record!(
    Waiver,
    [
        ("rule", Text, Required),
        ("subject", Text, Required),
        ("reason", Text, Required),
        ("by", Text, Optional),
        ("until", Date, Required),
    ]
);

/// A file that was taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImportRun {
    /// Identifier.
    pub id: Id<ImportRun>,
    /// File name.
    pub file: String,
    /// Digest of its content.
    pub digest: String,
    /// What it held.
    pub kind: ImportKind,
    /// Column of each field.
    #[serde(default, deserialize_with = "super::unique_map::unique", skip_serializing_if = "BTreeMap::is_empty")]
    pub mapping: BTreeMap<String, String>,
    /// Records accepted.
    pub accepted: u32,
    /// Records skipped.
    pub skipped: u32,
    /// Records rejected.
    pub rejected: u32,
    /// As-of date of the import.
    pub on: Date,
}

record!(
    ImportRun,
    [
        ("file", Text, Required),
        ("digest", Text, Required),
        ("kind", Choice(ImportKind::CHOICES), Required),
        ("mapping", Structure, List),
        ("accepted", Count, Required),
        ("skipped", Count, Required),
        ("rejected", Count, Required),
        ("on", Date, Required),
    ]
);

/// What was sent, as it was; never changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SentSnapshot {
    /// Identifier.
    pub id: Id<SentSnapshot>,
    /// What.
    pub kind: SnapshotKind,
    /// Name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Numbers as of.
    pub as_of: Date,
    /// Digest of the content.
    pub digest: String,
}

record!(
    SentSnapshot,
    [
        ("kind", Choice(SnapshotKind::CHOICES), Required),
        ("name", Text, Optional),
        ("as_of", Date, Required),
        ("digest", Text, Required),
    ]
);

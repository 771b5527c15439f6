//! The command palette: commands, and behind a first sign partners (`@`), tags (`#`), panes (`>`) and values to set (`=`).

use std::collections::BTreeMap;

use super::lists::ACTIONS;
use super::state::{Effect, Owner, Screen};
use crate::app::command::{PartnerCommand, RecordCommand};
use crate::edit::naming;
use crate::program::Kind;
use crate::program::id::Id;
use crate::program::record::{FieldKind, FieldShape};
use crate::tui::action::Action;
use crate::tui::outcome::Notice;
use crate::tui::overlays::{Entry, IS, Picker, Step};
use crate::tui::pane::PaneName;
use crate::tui::session::{Command, Partner};

/// The field that a tier is granted through.
const GRANTED: &str = "granted_tier";
/// What is shown below the list.
const FOOTER: &str = "Enter runs it;  @ partner  # tag  > pane  = set a field: =tier Gold";

/// A field as it is said in the palette.
fn said(field: &str) -> &str {
    match field {
        GRANTED => "tier",
        other => other,
    }
}

impl Screen {
    pub(super) fn open_palette(&mut self) -> Vec<Effect> {
        let scopes = self.pane_scopes();
        let actions = self.actions_here().map(|action| self.entry(action, &scopes, false));
        let exports = super::exporting::entries();
        let entries = actions.chain(exports).chain(super::calculators::entries()).collect();
        let (sets, free) = self.sets();
        let picker = Picker::new(ACTIONS, "Commands")
            .entries(entries)
            .palette()
            .behind('@', "Partners", self.partners_to_pick("@"))
            .behind('#', "Tags", self.tags())
            .behind('>', "Panes", self.panes_to_pick())
            .behind('=', "Set", sets)
            .free('=', free)
            .footer(FOOTER);
        self.open(Owner::Screen, picker.into());
        Vec::new()
    }

    fn partners_to_pick(&self, sign: &str) -> Vec<Entry> {
        let partners = self.workbench.program().partners.iter();
        partners.map(|partner| Entry::new(format!("{sign}{}", partner.id), partner.name.clone())).collect()
    }

    fn tags(&self) -> Vec<Entry> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for partner in self.workbench.program().partners.iter() {
            partner.tags.iter().for_each(|tag| *counts.entry(tag).or_default() += 1);
        }
        let entry = |(tag, count): (&str, usize)| {
            Entry::new(format!("#{tag}"), tag).detail(naming::counted(Kind::Partner, count))
        };
        counts.into_iter().map(entry).collect()
    }

    fn panes_to_pick(&self) -> Vec<Entry> {
        let scopes = self.pane_scopes();
        let going = self.actions_here().filter(|action| action.destination().is_some());
        going.map(|action| self.entry(action, &scopes, false)).collect()
    }

    /// Whom a value would be set on: the marked partners of the pane, or the one under the cursor.
    fn partners_meant(&self) -> Vec<Id<Partner>> {
        let context = self.context();
        let of_pane = self.pane(self.active).map(|pane| pane.selected_partners(&context)).unwrap_or_default();
        if of_pane.is_empty() { self.partner.clone().into_iter().collect() } else { of_pane }
    }

    /// The values that fields of a partner are chosen from, and the fields that are typed.
    fn sets(&self) -> (Vec<Entry>, Vec<String>) {
        let program = self.workbench.program();
        let ids: Vec<_> = self.partners_meant().iter().map(Id::shared).collect();
        let on = match ids.len() {
            0 => return (Vec::new(), Vec::new()),
            _ => format!("on {}", naming::called_all(program, Kind::Partner, &ids)),
        };
        let (mut entries, mut free) = (Vec::new(), Vec::new());
        for (field, kind, shape) in Kind::Partner.fields() {
            let word = said(field).replace('_', " ");
            let entry = |value: &str, label: &str| {
                Entry::new(format!("={field}{IS}{value}"), format!("{word} {label}")).detail(on.clone())
            };
            match kind {
                _ if *shape == FieldShape::List && *kind != FieldKind::Text => {}
                FieldKind::Choice(choices) => entries.extend(choices.iter().map(|(value, label)| entry(value, label))),
                FieldKind::Reference(to @ (Kind::Tier | Kind::TeamMember)) => {
                    let records = program.records(*to);
                    entries.extend(records.iter().map(|one| entry(one.id(), &naming::called_record(program, one))));
                }
                FieldKind::Structure | FieldKind::Reference(_) => {}
                _ => free.push((*field).to_owned()),
            }
        }
        (entries, free)
    }

    /// Does what an entry behind a sign stands for; nothing for other entries.
    pub(super) fn palette_answered(&mut self, picked: &str) -> Option<Vec<Effect>> {
        let mut letters = picked.chars();
        let sign = letters.next()?;
        let rest = letters.as_str();
        Some(match sign {
            '@' => match rest.parse::<Id<Partner>>() {
                Ok(partner) => self.show_partner(self.partner_pane(), partner),
                Err(_) => Vec::new(),
            },
            '#' => self.show_tagged(rest),
            '=' => self.set_said(rest),
            _ => return None,
        })
    }

    /// The roster with the partners that have a tag.
    fn show_tagged(&mut self, tag: &str) -> Vec<Effect> {
        let mut effects = self.show_pane(PaneName::Roster);
        effects.extend(self.run(Action::FilterClear));
        effects.extend(self.run(Action::Filter));
        self.notices.clear();
        effects.extend(self.on_paste(&format!("tags ~ \"{}\"", tag.replace('"', ""))));
        let step = self.overlays.last_mut().map_or(Step::Ignored, |open| open.overlay.act(Action::Accept));
        effects.extend(self.overlay_stepped(step));
        effects
    }

    /// Sets a field: chosen, or typed as `region EMEA`.
    fn set_said(&mut self, text: &str) -> Vec<Effect> {
        let partners = self.partners_meant();
        if partners.is_empty() {
            return self.notify(Notice::info("No partner is selected"));
        }
        let (field, value) = text.split_once(IS).unwrap_or((text, ""));
        let command = if field == GRANTED {
            let Ok(tier) = value.parse() else { return Vec::new() };
            Command::Partner(PartnerCommand::GrantTier { partners, tier: Some(tier) })
        } else {
            let ids = partners.iter().map(Id::shared).collect();
            let (field, text) = (field.to_owned(), value.trim().to_owned());
            Command::Record(RecordCommand::SetField { kind: Kind::Partner, ids, field, text })
        };
        self.command(command)
    }
}

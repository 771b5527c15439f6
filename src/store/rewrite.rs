//! A changed record over its former text: only the values that changed are written anew.
//!
//! The former record and the new one are compared in canonical form, value by value; each difference is made at its place
//! in the text of the file. What was not changed keeps its bytes: comments, order, spacing, spelling.

use std::ops::Range;

use super::canonical;
use super::splice::Splices;
use super::tree::{Group, Item, Node, value_at};
use crate::program::AnyRecord;

/// Makes `text[range]`, which says `old`, say `new`.
pub(super) fn rewrite(splices: &mut Splices<'_>, range: Range<usize>, old: &AnyRecord, new: &AnyRecord, indent: &str) {
    let former = &splices.text[range.clone()];
    let canonical = canonical::record_text(new, indent);
    if former.replace("\r\n", "\n") == canonical::record_text(old, indent) || !in_place(splices, &range, old, new) {
        splices.replace(range, canonical);
    }
}

/// Makes the differences in place; without effect and false where the text would not say exactly the new record.
fn in_place(splices: &mut Splices<'_>, range: &Range<usize>, old: &AnyRecord, new: &AnyRecord) -> bool {
    // a comma ends a value where no bracket does
    let [before, after] = [old, new].map(|record| record.to_ron() + ",");
    let (Some(a), Some(b)) = (value_at(&before, 0), value_at(&after, 0)) else { return false };
    let Some(s) = value_at(splices.text, range.start).filter(|node| node.range == *range) else { return false };
    let mark = splices.mark();
    let mut rewriting = Rewriting { splices, before: &before, after: &after };
    rewriting.value(&s, &a, &b);
    let text = splices.part_since(&mark, range.clone());
    let faithful = AnyRecord::from_ron(new.kind(), &text).is_ok_and(|read| read.same(new));
    if !faithful {
        splices.back_to(mark);
    }
    faithful
}

struct Rewriting<'s, 't, 'r> {
    splices: &'s mut Splices<'t>,
    /// The canonical text of the former record, and of the new one.
    before: &'r str,
    after: &'r str,
}

impl Rewriting<'_, '_, '_> {
    /// The text at `s` says `a` and is to say `b`.
    fn value(&mut self, s: &Node, a: &Node, b: &Node) {
        let new = &self.after[b.range.clone()];
        if self.before[a.range.clone()] == *new {
            return;
        }
        if let (Some(sg), Some(ag), Some(bg)) = (&s.group, &a.group, &b.group) {
            let text = self.splices.text;
            let named = self.before[ag.name.clone()] == self.after[bg.name.clone()]
                && (ag.name.is_empty() || text[sg.name.clone()] == self.before[ag.name.clone()]);
            let bracket = text.as_bytes().get(sg.open) == self.after.as_bytes().get(bg.open);
            if named && bracket && sg.is_keyed() && ag.is_keyed() && bg.is_keyed() {
                return self.fields(sg, ag, bg);
            }
            if named && bracket && sg.is_list() && ag.is_list() && bg.is_list() && sg.items.len() == ag.items.len() {
                return self.list(sg, ag, bg);
            }
        }
        self.splices.replace(s.range.clone(), new);
    }

    fn fields(&mut self, sg: &Group, ag: &Group, bg: &Group) {
        let text = self.splices.text;
        let gone: Vec<bool> = sg
            .items
            .iter()
            .map(|item| {
                let key = item.key_in(text);
                // what the former record did not tell, such as a value that is written although it goes without saying, stays
                bg.item(self.after, key).is_none() && ag.item(self.before, key).is_some()
            })
            .collect();
        let mut behind = None;
        let mut added: Vec<(Option<usize>, Vec<&Item>)> = Vec::new();
        for new in &bg.items {
            let key = new.key_in(self.after);
            let former = ag.item(self.before, key).and_then(|i| ag.items.get(i));
            match (sg.item(text, key), former) {
                (Some(place), former) => {
                    behind = behind.max(Some(place));
                    let Some(item) = sg.items.get(place) else { continue };
                    match former {
                        Some(former) => self.value(&item.value, &former.value, &new.value),
                        None => {
                            self.splices.replace(item.value.range.clone(), &self.after[new.value.range.clone()]);
                        }
                    }
                }
                (None, Some(former))
                    if self.before[former.value.range.clone()] == self.after[new.value.range.clone()] => {}
                (None, _) => match added.last_mut() {
                    Some((last, items)) if *last == behind => items.push(new),
                    _ => added.push((behind, vec![new])),
                },
            }
        }
        self.take_out(sg, &gone);
        for (behind, items) in added {
            self.put_in(sg, &gone, behind, &items);
        }
    }

    fn list(&mut self, sg: &Group, ag: &Group, bg: &Group) {
        let same = |a: &Item, b: &Item| self.before[a.value.range.clone()] == self.after[b.value.range.clone()];
        let first = ag.items.iter().zip(&bg.items).take_while(|(a, b)| same(a, b)).count();
        let most = ag.items.len().min(bg.items.len()) - first;
        let last = ag.items.iter().rev().zip(bg.items.iter().rev()).take(most).take_while(|(a, b)| same(a, b)).count();
        let (old, new) = (first..ag.items.len() - last, first..bg.items.len() - last);
        let both = old.len().min(new.len());
        for i in first..first + both {
            self.value(&sg.items[i].value, &ag.items[i].value, &bg.items[i].value);
        }
        let gone: Vec<bool> = (0..sg.items.len()).map(|i| i >= first + both && i < old.end).collect();
        self.take_out(sg, &gone);
        let added: Vec<&Item> = bg.items[first + both..new.end].iter().collect();
        if !added.is_empty() {
            self.put_in(sg, &gone, (first + both).checked_sub(1), &added);
        }
    }

    fn take_out(&mut self, sg: &Group, gone: &[bool]) {
        let text = self.splices.text;
        let gone_at = |i: usize| gone.get(i).copied().unwrap_or_default();
        for (i, item) in sg.items.iter().enumerate().filter(|(i, _)| gone_at(*i)) {
            let stays_before = (0..i).any(|i| !gone_at(i));
            if stays_before || self.splices.own_indent(item.start()).is_some() {
                self.splices.take_out(item.start(), item.next);
            } else {
                let blank = text[item.next..].len() - text[item.next..].trim_start_matches([' ', '\t']).len();
                self.splices.replace(item.start()..item.next + blank, "");
            }
        }
        // where the last one had no comma, the one that is the last now has none either
        let without_comma = sg.items.last().is_some_and(|last| last.next == last.value.range.end);
        let last = (0..sg.items.len()).rev().find(|i| !gone_at(*i)).and_then(|i| sg.items.get(i));
        if let Some(last) = last.filter(|last| without_comma && last.next > last.value.range.end)
            && gone_at(sg.items.len() - 1)
            && self.splices.own_indent(last.start()).is_none()
        {
            self.splices.replace(last.next - 1..last.next, "");
        }
    }

    /// Puts values behind one that stands there, in the style of what stands around it.
    fn put_in(&mut self, sg: &Group, gone: &[bool], behind: Option<usize>, added: &[&Item]) {
        let after = self.after;
        let texts: Vec<&str> = added.iter().map(|item| &after[item.start()..item.value.range.end]).collect();
        let behind = behind.and_then(|at| (0..=at).rev().find(|i| !gone.get(*i).copied().unwrap_or_default()));
        let behind = behind.and_then(|at| sg.items.get(at));
        let neighbour = behind.or(sg.items.first());
        match (neighbour.and_then(|item| self.splices.own_indent(item.start())), behind) {
            (Some(indent), behind) => {
                let lines: String = texts.iter().flat_map(|text| [indent, text, ",\n"]).collect();
                match behind {
                    Some(item) => self.splices.insert(item.value.range.end..item.next, &lines),
                    None => self.splices.insert_at(sg.open + 1, &lines),
                }
            }
            (None, Some(item)) => {
                let end = item.value.range.end;
                self.splices.replace(end..end, format!(", {}", texts.join(", ")));
            }
            (None, None) => {
                let start = sg.items.first().map_or(sg.open + 1, Item::start);
                let all_gone = gone.iter().all(|gone| *gone) && !gone.is_empty();
                let end = if all_gone { "" } else { ", " };
                self.splices.replace(start..start, format!("{}{end}", texts.join(", ")));
            }
        }
    }
}

//! Changes to a criteria tree, each giving the tree that would be.

use crate::program::criterion::Criterion;

/// How a new condition joins the one that is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Join {
    /// Both must hold.
    And,
    /// One of them must hold.
    Or,
    /// As one more requirement of the whole tier.
    Root,
}

/// How a part of the tree is wrapped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wrap {
    /// One must hold.
    Any,
    /// All must hold.
    All,
    /// So many must hold.
    AtLeast(u32),
    /// Must not hold.
    Not,
    /// One of this part and the next must hold.
    AnyWithNext,
    /// This part and the next must hold.
    AllWithNext,
}

/// The tree with one more condition beside the node at `path`.
pub(super) fn with_condition(tree: &Criterion, path: &[usize], join: Join, leaf: Criterion) -> Criterion {
    let mut changed = tree.clone();
    match join {
        Join::Root => add_to_root(&mut changed, leaf),
        Join::And | Join::Or => {
            let beside = path.split_last().map_or((&[][..], None), |(last, parent)| (parent, Some(*last)));
            add_beside(&mut changed, beside, join, leaf);
        }
    }
    changed
}

fn add_to_root(tree: &mut Criterion, leaf: Criterion) {
    match tree {
        Criterion::All(inner) => inner.push(leaf),
        other => {
            let old = std::mem::replace(other, Criterion::All(Vec::new()));
            *other = Criterion::All(vec![old, leaf]);
        }
    }
}

fn add_beside(tree: &mut Criterion, (parent, index): (&[usize], Option<usize>), join: Join, leaf: Criterion) {
    let index = index.unwrap_or(0);
    match (tree.at_mut(parent), join) {
        (Some(Criterion::All(inner)), Join::And) | (Some(Criterion::Any(inner)), Join::Or) => {
            inner.insert((index + 1).min(inner.len()), leaf);
        }
        (Some(node), _) => {
            let is_group = !node.children().is_empty();
            let target = if is_group { child_mut(node, index) } else { Some(node) };
            let Some(target) = target else { return add_to_root(tree, leaf) };
            let old = std::mem::replace(target, Criterion::All(Vec::new()));
            let both = vec![old, leaf];
            *target = if join == Join::Or { Criterion::Any(both) } else { Criterion::All(both) };
        }
        (None, _) => add_to_root(tree, leaf),
    }
}

fn child_mut(node: &mut Criterion, index: usize) -> Option<&mut Criterion> {
    node.children_mut().get_mut(index)
}

/// The tree without the node at `path`; groups that are left empty go too, and "at least n" asks for no more than
/// there are.
pub(super) fn without(tree: &Criterion, path: &[usize]) -> Criterion {
    let Some((last, parent)) = path.split_last() else { return Criterion::All(Vec::new()) };
    let mut changed = tree.clone();
    let emptied = match changed.at_mut(parent) {
        Some(Criterion::All(inner) | Criterion::Any(inner)) if *last < inner.len() => {
            inner.remove(*last);
            inner.is_empty()
        }
        Some(Criterion::AtLeast { n, of, must }) if *last < of.len() => {
            of.remove(*last);
            *must = without_position(must, *last);
            *n = (*n).min(u32::try_from(of.len()).unwrap_or(u32::MAX)).max(1);
            of.is_empty()
        }
        Some(
            Criterion::Not(_)
            | Criterion::Sustained { .. }
            | Criterion::ThroughNextFiscalYear(_)
            | Criterion::OnAnyDay { .. },
        ) => true,
        Some(Criterion::When { branches, .. }) => {
            if let Some(branch) = branches.get_mut(*last) {
                *branch = Criterion::All(Vec::new());
            }
            false
        }
        _ => false,
    };
    if emptied { without(&changed, parent) } else { changed }
}

/// Mandatory positions after the one at `gone` was taken out.
fn without_position(must: &[u32], gone: usize) -> Vec<u32> {
    let gone = u32::try_from(gone).unwrap_or(u32::MAX);
    must.iter().filter(|at| **at != gone).map(|at| if *at > gone { at - 1 } else { *at }).collect()
}

/// The tree with the node at `path` wrapped; a group changes its kind, "not" of "not" is taken away.
pub(super) fn wrapped(tree: &Criterion, path: &[usize], wrap: Wrap) -> Option<Criterion> {
    let mut changed = tree.clone();
    if matches!(wrap, Wrap::AnyWithNext | Wrap::AllWithNext) {
        let (last, parent) = path.split_last()?;
        let (Criterion::All(inner) | Criterion::Any(inner) | Criterion::AtLeast { of: inner, .. }) =
            changed.at_mut(parent)?
        else {
            return None;
        };
        let next = last + 1;
        if next >= inner.len() {
            return None;
        }
        let second = inner.remove(next);
        let first = std::mem::replace(inner.get_mut(*last)?, Criterion::All(Vec::new()));
        let both = vec![first, second];
        *inner.get_mut(*last)? = if wrap == Wrap::AnyWithNext { Criterion::Any(both) } else { Criterion::All(both) };
        if let Some(Criterion::AtLeast { n, of, must }) = changed.at_mut(parent) {
            *must = without_position(must, next);
            *n = (*n).min(u32::try_from(of.len()).unwrap_or(u32::MAX));
        }
        return Some(changed);
    }
    let node = changed.at_mut(path)?;
    let old = std::mem::replace(node, Criterion::All(Vec::new()));
    *node = rewrapped(old, wrap)?;
    Some(changed)
}

fn rewrapped(old: Criterion, wrap: Wrap) -> Option<Criterion> {
    if wrap == Wrap::Not {
        return Some(match old {
            Criterion::Not(inner) => *inner,
            other => Criterion::Not(Box::new(other)),
        });
    }
    let inner = match old {
        Criterion::All(inner) | Criterion::Any(inner) | Criterion::AtLeast { of: inner, .. } => inner,
        other => vec![other],
    };
    Some(match wrap {
        Wrap::Any => Criterion::Any(inner),
        Wrap::AtLeast(n) if n >= 1 && n as usize <= inner.len() => {
            Criterion::AtLeast { n, of: inner, must: Vec::new() }
        }
        Wrap::AtLeast(_) => return None,
        _ => Criterion::All(inner),
    })
}

/// The tree with one more node: inside the group at `path`, or after the condition there; and where it stands.
pub(super) fn inserted(tree: &Criterion, path: &[usize], node: Criterion) -> (Criterion, Vec<usize>) {
    let mut changed = tree.clone();
    let is_list = |node: &Criterion| matches!(node, Criterion::All(_) | Criterion::Any(_) | Criterion::AtLeast { .. });
    if let Some(group) = changed.at_mut(path).filter(|group| is_list(group)) {
        let at = group.children().len();
        put_into(group, at, node);
        return (changed, [path, &[at]].concat());
    }
    if let Some((last, parent)) = path.split_last()
        && let Some(group) = changed.at_mut(parent).filter(|group| is_list(group))
    {
        put_into(group, last + 1, node);
        return (changed, [parent, &[last + 1]].concat());
    }
    if let Some(target) = changed.at_mut(path) {
        let old = std::mem::replace(target, Criterion::All(Vec::new()));
        *target = Criterion::All(vec![old, node]);
    }
    (changed, [path, &[1]].concat())
}

fn put_into(group: &mut Criterion, at: usize, node: Criterion) {
    match group {
        Criterion::All(inner) | Criterion::Any(inner) => inner.insert(at.min(inner.len()), node),
        Criterion::AtLeast { of, must, .. } => {
            let place = u32::try_from(at).unwrap_or(u32::MAX);
            for mandatory in must.iter_mut().filter(|mandatory| **mandatory >= place) {
                *mandatory += 1;
            }
            of.insert(at.min(of.len()), node);
        }
        _ => {}
    }
}

/// The tree with the node at `path` one place up or down among its neighbours, at the edge of a group out of it; and
/// where it stands then.
pub(super) fn shifted(tree: &Criterion, path: &[usize], up: bool) -> Option<(Criterion, Vec<usize>)> {
    let (&last, parent) = path.split_last()?;
    let mut changed = tree.clone();
    let count = tree.at(parent)?.children().len();
    let next = if up { last.checked_sub(1) } else { Some(last + 1).filter(|next| *next < count) };
    if let Some(next) = next {
        let group = changed.at_mut(parent)?;
        group.children_mut().swap(last, next);
        if let Criterion::AtLeast { must, .. } = group {
            swap_places(must, last, next);
        }
        return Some((changed, [parent, &[next]].concat()));
    }
    let (&group, above) = parent.split_last()?;
    let outer = tree.at(above)?;
    let is_list = matches!(outer, Criterion::All(_) | Criterion::Any(_) | Criterion::AtLeast { .. });
    if !is_list || (count == 1 && outer.children().len() == 1) {
        return None;
    }
    let node = tree.at(path)?.clone();
    let mut changed = without(tree, path);
    let at = if up || count == 1 { group } else { group + 1 };
    put_into(changed.at_mut(above)?, at, node);
    Some((changed, [above, &[at]].concat()))
}

fn swap_places(must: &mut [u32], one: usize, other: usize) {
    let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    for mandatory in must {
        if *mandatory == place(one) {
            *mandatory = place(other);
        } else if *mandatory == place(other) {
            *mandatory = place(one);
        }
    }
}

/// Every node with its path, in reading order, the root first.
pub(super) fn nodes(tree: &Criterion) -> Vec<(Vec<usize>, &Criterion)> {
    fn walk<'a>(node: &'a Criterion, path: &mut Vec<usize>, found: &mut Vec<(Vec<usize>, &'a Criterion)>) {
        found.push((path.clone(), node));
        for (index, child) in node.children().iter().enumerate() {
            path.push(index);
            walk(child, path, found);
            path.pop();
        }
    }
    let mut found = Vec::new();
    walk(tree, &mut Vec::new(), &mut found);
    found
}

#[cfg(test)]
mod tests {
    use super::super::sentence::sentence;
    use super::*;
    use crate::program::criterion::Comparison;
    use crate::program::currency::Currency;
    use crate::program::quantity::Quantity;

    fn leaf(n: u32) -> Criterion {
        let metric = "referrals".parse().unwrap();
        Criterion::Meets { metric, window: None, op: Comparison::AtLeast, value: Quantity::count(n) }
    }

    fn said(tree: &Criterion) -> String {
        sentence(tree, Currency::USD).replace("referrals >= ", "")
    }

    #[test]
    fn a_condition_joins_the_one_beside_it() {
        let tree = Criterion::All(vec![Criterion::Any(vec![leaf(1), leaf(2)]), leaf(3)]);
        let with = |path: &[usize], join| said(&with_condition(&tree, path, join, leaf(9)));
        assert_eq!(with(&[0, 0], Join::Or), "(1 or 9 or 2) and 3");
        assert_eq!(with(&[0, 0], Join::And), "((1 and 9) or 2) and 3");
        assert_eq!(with(&[1], Join::Or), "(1 or 2) and (3 or 9)");
        assert_eq!(with(&[1], Join::And), "(1 or 2) and 3 and 9");
        assert_eq!(with(&[], Join::Root), "(1 or 2) and 3 and 9");
        assert_eq!(said(&with_condition(&leaf(1), &[], Join::Or, leaf(9))), "1 or 9");
        assert_eq!(said(&with_condition(&leaf(1), &[], Join::Root, leaf(9))), "1 and 9");
    }

    #[test]
    fn a_group_without_conditions_goes_with_its_last_one() {
        let tree = Criterion::All(vec![Criterion::Any(vec![leaf(1)]), leaf(3)]);
        assert_eq!(said(&without(&tree, &[0, 0])), "3");
        assert_eq!(without(&leaf(1), &[]), Criterion::All(Vec::new()));
        let counted = Criterion::AtLeast { n: 2, of: vec![leaf(1), leaf(2)], must: Vec::new() };
        assert_eq!(said(&without(&counted, &[0])), "at least 1 of (2)");
    }

    #[test]
    fn parts_are_wrapped_and_regrouped() {
        let tree = Criterion::All(vec![leaf(1), leaf(2), leaf(3)]);
        let with = |path: &[usize], wrap| wrapped(&tree, path, wrap).map(|tree| said(&tree));
        assert_eq!(with(&[], Wrap::Any).unwrap(), "1 or 2 or 3");
        assert_eq!(with(&[], Wrap::AtLeast(2)).unwrap(), "at least 2 of (1, 2, 3)");
        assert_eq!(with(&[], Wrap::AtLeast(4)), None);
        assert_eq!(with(&[0], Wrap::AnyWithNext).unwrap(), "(1 or 2) and 3");
        assert_eq!(with(&[2], Wrap::AnyWithNext), None);
        assert_eq!(with(&[1], Wrap::Not).unwrap(), "1 and not (2) and 3");
        let negated = wrapped(&tree, &[1], Wrap::Not).unwrap();
        assert_eq!(wrapped(&negated, &[1], Wrap::Not).unwrap(), tree);
    }

    #[test]
    fn nodes_are_put_in_and_moved_among_their_neighbours_and_out_of_their_group() {
        let tree = Criterion::All(vec![Criterion::Any(vec![leaf(1), leaf(2)]), leaf(3)]);
        let put = |path: &[usize]| {
            let (changed, at) = inserted(&tree, path, leaf(9));
            assert_eq!(changed.at(&at), Some(&leaf(9)));
            said(&changed)
        };
        assert_eq!(put(&[]), "(1 or 2) and 3 and 9");
        assert_eq!(put(&[0]), "(1 or 2 or 9) and 3");
        assert_eq!(put(&[0, 0]), "(1 or 9 or 2) and 3");
        let (both, at) = inserted(&leaf(1), &[], leaf(9));
        assert_eq!((said(&both).as_str(), at), ("1 and 9", vec![1]));
        let moved = |path: &[usize], up| shifted(&tree, path, up).map(|(tree, at)| (said(&tree), at));
        assert_eq!(moved(&[0, 1], true), Some(("(2 or 1) and 3".to_owned(), vec![0, 0])));
        assert_eq!(moved(&[0, 1], false), Some(("1 and 2 and 3".to_owned(), vec![1])));
        assert_eq!(moved(&[0, 0], true), Some(("1 and 2 and 3".to_owned(), vec![0])));
        assert_eq!(moved(&[1], false), None);
        let counted = Criterion::AtLeast { n: 1, of: vec![leaf(1), leaf(2)], must: vec![0] };
        let Some((Criterion::AtLeast { must, .. }, _)) = shifted(&counted, &[0], false) else { panic!() };
        assert_eq!(must, [1]);
    }

    #[test]
    fn nodes_are_listed_in_reading_order() {
        let tree = Criterion::All(vec![Criterion::Any(vec![leaf(1), leaf(2)]), leaf(3)]);
        let paths: Vec<_> = nodes(&tree).into_iter().map(|(path, _)| path).collect();
        assert_eq!(paths, [vec![], vec![0], vec![0, 0], vec![0, 1], vec![1]]);
    }
}

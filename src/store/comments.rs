//! Which comments a rewritten file would lose.

use std::ops::Range;

/// How many comments lie outside every kept range; `kept` in any order.
pub(super) fn lost(comments: &[Range<usize>], mut kept: Vec<Range<usize>>) -> usize {
    kept.sort_unstable_by_key(|range| range.start);
    comments
        .iter()
        .filter(|comment| {
            let after = kept.partition_point(|range| range.start <= comment.start);
            after == 0 || kept[after - 1].end < comment.end
        })
        .count()
}

//! What waits for what: tasks are moved so that none is due before one it waits for.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::program::Program;
use crate::program::id::Id;
use crate::program::task::Task;

/// A task that would be due before one it waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TooEarly {
    /// Which.
    pub task: String,
    /// What it waits for.
    pub waits_for: String,
    /// When that is due.
    pub due: Date,
}

/// New dates of tasks, with those of the tasks that wait for them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Moved {
    /// Every task that gets another date.
    pub dates: BTreeMap<Id<Task>, Date>,
    /// How many of them only follow.
    pub following: usize,
}

/// The tasks that wait for each task and are not done.
pub fn waiting(program: &Program) -> BTreeMap<&Id<Task>, Vec<&Task>> {
    let mut waiting: BTreeMap<&Id<Task>, Vec<&Task>> = BTreeMap::new();
    for task in program.tasks.iter().filter(|task| task.done_on.is_none()) {
        for before in &task.depends_on {
            waiting.entry(before).or_default().push(task);
        }
    }
    waiting
}

/// What moves when tasks get these dates: a task that waits for one which is due later than itself goes with it.
///
/// # Errors
/// A task moved to an earlier day than one it waits for, which is not done.
pub fn moved(program: &Program, wanted: &[(Id<Task>, Date)]) -> Result<Moved, TooEarly> {
    let mut dates: BTreeMap<Id<Task>, Date> = wanted.iter().cloned().collect();
    let due = |dates: &BTreeMap<Id<Task>, Date>, task: &Task| dates.get(&task.id).copied().unwrap_or(task.due);
    for task in wanted.iter().filter_map(|(id, _)| program.tasks.get(id)) {
        let new = due(&dates, task);
        let before = task.depends_on.iter().filter_map(|id| program.tasks.get(id));
        for first in before.filter(|first| first.done_on.is_none() && new < task.due) {
            if new < due(&dates, first) {
                let (task, waits_for) = (task.title.clone(), first.title.clone());
                return Err(TooEarly { task, waits_for, due: due(&dates, first) });
            }
        }
    }
    let waiting = waiting(program);
    let mut open: Vec<Id<Task>> = dates.keys().cloned().collect();
    let mut steps = program.tasks.len().saturating_mul(4);
    while let Some(id) = open.pop() {
        let Some(first) = program.tasks.get(&id) else { continue };
        let new = due(&dates, first);
        for task in waiting.get(&id).into_iter().flatten().filter(|_| new > first.due) {
            if due(&dates, task) < new && steps > 0 {
                steps -= 1;
                dates.insert(task.id.clone(), new);
                open.push(task.id.clone());
            }
        }
    }
    let following = dates.keys().filter(|id| !wanted.iter().any(|(named, _)| named == *id)).count();
    Ok(Moved { dates, following })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::{AnyRecord, Kind};
    use jiff::civil::date;

    fn program() -> Program {
        let mut program = Program::named("P");
        for (id, due, more) in [
            ("a", "2026-10-01", ""),
            ("b", "2026-10-02", r#"depends_on:["a"],"#),
            ("c", "2026-10-05", r#"depends_on:["b"],"#),
            ("d", "2026-10-02", r#"depends_on:["a"],done_on:"2026-09-30","#),
        ] {
            let text = format!(r#"(id:"{id}",title:"{id}",side:us,due:"{due}",{more}late_at_start:false)"#);
            program.put(AnyRecord::from_ron(Kind::Task, &text).unwrap_or_else(|why| panic!("{text}: {why:?}")));
        }
        program
    }

    fn to(id: &str, day: i8) -> Vec<(Id<Task>, Date)> {
        vec![(id.parse().unwrap(), date(2026, 10, day))]
    }

    #[test]
    fn what_waits_goes_with_what_it_waits_for_as_far_as_it_must() {
        let program = program();
        let found = moved(&program, &to("a", 3)).unwrap();
        let dates: Vec<(&str, Date)> = found.dates.iter().map(|(id, date)| (id.as_str(), *date)).collect();
        assert_eq!(dates, [("a", date(2026, 10, 3)), ("b", date(2026, 10, 3))]);
        assert_eq!(found.following, 1);
        assert_eq!(moved(&program, &to("a", 7)).unwrap().following, 2);
        assert_eq!(moved(&program, &to("c", 9)).unwrap().following, 0);
    }

    #[test]
    fn nothing_goes_before_what_it_waits_for() {
        let program = program();
        let why = moved(&program, &to("c", 1)).unwrap_err();
        assert_eq!((why.task.as_str(), why.waits_for.as_str(), why.due), ("c", "b", date(2026, 10, 2)));
        let both = [to("b", 1), to("c", 1)].concat();
        assert_eq!(moved(&program, &both).unwrap().following, 0);
    }
}

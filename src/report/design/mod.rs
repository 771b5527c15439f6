//! The design of the program as rows: the whole, types, goals, people, documents, tools, maturity, launch, selection.

pub mod agreements;
pub mod architecture;
pub mod communications;
pub mod documents;
pub mod escalations;
pub mod feedback;
pub mod goals;
pub mod governance;
pub mod launch;
pub mod maturity;
pub mod nps;
pub mod pilots;
pub mod red_flags;
pub mod scale;
pub mod selection;
pub mod tools;
pub mod types;

//! Events and webinars: return, benchmarks, run of show, and who contacts the leads.

pub mod bands;
pub mod leads;
pub mod roi;
pub mod run_of_show;

//! The documents and tables that can leave a plan: which there are, what each needs to be told, and how each is made.
//! The command line and the workbench offer the same ones from here.

mod finding;
mod made;
mod making;
mod not_made;
mod registry;
mod request;
mod reviews;

pub use finding::partner;
pub use made::Made;
pub use making::{make, written};
pub use not_made::{NotMade, Why};
pub use registry::{Ask, DOCUMENTS, Offered, PACKAGE, find, offered};
pub use request::Request;
pub use reviews::package;

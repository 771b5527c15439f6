//! The documents and tables that can leave a plan: which there are, what each needs to be told, and how each is made.
//! The command line and the workbench offer the same ones from here.

mod command_line;
mod file_name;
mod finding;
mod made;
mod making;
mod not_made;
mod preview;
mod registry;
mod request;
mod reviews;

pub use command_line::command_line;
pub use file_name::{file_name, safe};
pub use finding::partner;
pub use made::Made;
pub use making::{make, written};
pub use not_made::{NotMade, Why};
pub use preview::{package_text, preview};
pub use registry::{Ask, Offered, PACKAGE, documents, find, offered};
pub use request::Request;
pub use reviews::package;

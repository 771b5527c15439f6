//! A calculator as a form: one line for each input of its schema, the result live beside them.

mod form;
mod layout;
mod prefill;
mod result;
mod slot;
#[cfg(test)]
mod tests;
mod view;

pub use form::Calculation;
pub use prefill::fill;

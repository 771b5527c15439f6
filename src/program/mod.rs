//! The program model as plain values: no disk, no clock, no environment, no colour, no terminal.

pub mod currency;
pub mod id;
pub mod moment;
pub mod money;
pub mod period;
pub mod quantity;
pub mod rate;
pub mod table;
pub mod text_value;

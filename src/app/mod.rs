//! The session both front ends share: command in, state change and effects out. Pure.

//! Program to measures and findings: infallible, deterministic, given an as-of date; reads no clock.

//! Bytes to program and back: envelope, version, stable order.

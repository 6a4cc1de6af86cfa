//! Numbers as reports write them.

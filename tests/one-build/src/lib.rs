//! Nothing to call: what this crate is for stands in its manifest.

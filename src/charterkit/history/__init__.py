"""What did happen: comparing versions, tracing words, replaying decisions. Pure functions of snapshots."""

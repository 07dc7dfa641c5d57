"""The write side: facts, rules and the one adapter to the event log."""

"""The user's own trade registers: files in SIPRI's layout, read into core.register_entries."""

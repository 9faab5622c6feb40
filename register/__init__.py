"""What changes by people: tasks under watch, progress, evidence, reminders."""

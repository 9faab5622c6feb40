"""What changes by people: tasks under watch, their progress, feeds and reminders."""

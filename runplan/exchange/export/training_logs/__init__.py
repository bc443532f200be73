"""Files for training logs: intervals.icu, Tempo, TrainingDojo."""

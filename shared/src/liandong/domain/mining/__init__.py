"""过程挖掘: matters' histories as event logs that process-mining tools read (OCEL 2.0, XES), from events alone."""

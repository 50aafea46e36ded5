"""预申报: kept encrypted outside of the journal, pre-reviewed, submitted, and erased when nobody goes on with it."""

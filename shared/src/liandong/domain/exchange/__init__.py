"""交换记录: a matter's history as the records that Chinese administrative exchange standards know (D.11)."""

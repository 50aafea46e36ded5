"""预约: what a unit offers of its window's time, who has booked it, and whether he came (F017)."""

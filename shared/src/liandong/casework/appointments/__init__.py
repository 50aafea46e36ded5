"""预约: offered by the unit, booked by number and secret or at the window, journalled without naming anybody."""

"""咨询: asked at a window, by phone or online, answered by the edition in force, linked to the case that follows."""

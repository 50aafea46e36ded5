"""Electronic supervision 电子监察: hears everything, changes nothing."""

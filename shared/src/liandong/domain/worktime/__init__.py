"""Working time: which days are worked, when a limit ends, and what light it shows. Pure; time is an argument."""

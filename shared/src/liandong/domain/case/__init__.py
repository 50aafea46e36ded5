"""The life of a case 办件: commands, states, rules, and one decision per verb."""

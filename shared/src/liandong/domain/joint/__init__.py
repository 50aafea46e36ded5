"""并联审批: one master at the lead, its shares in several units, one acceptance, one join, one dispatch (D.5)."""

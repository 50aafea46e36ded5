"""A check 材料核对 as the asked unit sees it: a lead asks what is missing before it accepts jointly (D.12.9)."""

"""文书 on paper: templates, the press that sets them as PDF/A, and where printed copies are kept."""

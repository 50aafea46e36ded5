"""Endpoints every tier has: intake, handling, handing out, looking, joint approvals, reference data, alarms."""

"""`liandong doctor`: everything an operator without internet would stumble over, looked at before he does."""

"""What if: actions on a county, scenarios as files, before and after."""

"""What one claim may be to another: the same, said again, contradicted or brought up to date."""

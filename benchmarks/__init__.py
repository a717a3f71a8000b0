"""What newsextract is worth, measured: quality, speed, memory."""

"""Other people's tools beside newsextract: thin, each behind an extra of its own."""

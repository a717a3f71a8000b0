"""Articles as people and other programs want them: tables of facts, an HTML page, terminal text."""

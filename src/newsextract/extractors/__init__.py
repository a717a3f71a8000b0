"""One room per layer. Rooms meet through the layers on `Context`, never through imports of each other."""

"""What bad input, bad luck and bad company do to the library."""

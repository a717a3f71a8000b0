"""Relations: lasting ties that the article states between two entities.

Employment from the titles of people; ownership, parts, seats, membership and family from the words between
two names. Not here: what happened (an acquisition is an event), and what the text does not say.
"""

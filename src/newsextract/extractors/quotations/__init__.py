"""Quotations: what was said, by whom, and with which word.

The layer pairs the quotation marks of the text, refuses those that mark no speech (scare quotes, titles,
names), and finds the word that reports the speech and the speaker it belongs to. It does not judge who is
right, and a speaker the text leaves open stays open.
"""

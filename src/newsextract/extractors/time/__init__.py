"""Time: dates, times of day, durations and repetitions in the text, resolved as TIMEX3.

What it is: expressions that name a time ("Thursday", "late 2022", "two years ago", "every Monday"),
their value, and the interval meant. What it is not: when an event happened (the events layer joins
the two), ages without a unit, and the words "after" and "before" by themselves.

Three steps. `grammar` finds the words, by rules that are data. `readings` turns the match into an
underspecified value (`values`): what the words say, and no more. `resolve` fills in the rest from
the day of publication, the tense of the clause (`tense`) and the dates spoken of before.
"""

"""Numbers as health articles write them, and their normal form.

`find` reads counts, percentages, ratios, ranges, doses, durations, ages, fold changes, temperatures, powers of ten and
the statistics of papers (p-values, confidence intervals, odds ratios) and brings equal statements to equal values:
"70 %", "seven in ten", "seventy percent" and "7 per 10" are all 70 "%". Calendar years, names with numbers in them
("type 2", "vitamin B12", "COVID-19"), clock times, telephone numbers, addresses and citation marks are not quantities.
A number that can be read in two ways ("2,5 mg" in English text) is left out rather than read as another number.

Normal form of `Quantity.unit`: "%" (any share of a whole), "fold" (ratio to another value), "1" (a bare count),
SI-like symbols ("mg", "mg/kg/day", "mmol/l", "mmHg", "°C", "kcal", "/l"), English singulars for kitchen measures and
time ("cup", "hour", "month"), "/day" and the like for frequencies, "p", "CI", "OR", "RR", "HR" for statistics.
`denominator` is the whole that a share is of or the thing counted ("women of childbearing age"), "age" for ages.
"""

from citewarden.text.quantities._agreement import agree
from citewarden.text.quantities._numerals import ONES, TENS, numeric, value
from citewarden.text.quantities._printed import place
from citewarden.text.quantities._reading import find
from citewarden.text.quantities._units import ADVERBS, measure, symbols

__all__ = ["ADVERBS", "ONES", "TENS", "agree", "find", "measure", "numeric", "place", "symbols", "value"]

"""The medium-term fiscal framework: a baseline by line and year, levers that move it, and many paths at once.

Every line of every path and year is a whole number of rupees; totals are sums of lines, so that they foot exactly.
`lines` names the lines, `levers` what may be moved, `framework` computes, `paths` draws what is uncertain, `explained`
says which lever did what and finds the lever that reaches a target.
"""

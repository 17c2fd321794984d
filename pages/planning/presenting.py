"""Presenting: what does each step change?"""

from pages.ui import ask, presenting, roles

ask.require(roles.SEE)

presenting.full_screen()
names, urdu, unit = presenting.controls()

if len(names) == 1:
    presenting.steps(names[0], urdu, unit)
else:
    presenting.beside(names, urdu, unit)

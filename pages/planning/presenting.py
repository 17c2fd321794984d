"""Presenting: what does each step change?"""

from pages.ui import ask, presenting, roles

ask.require(roles.SEE)

names, urdu, unit = presenting.controls()
presenting.full_screen()

if len(names) == 1:
    presenting.steps(names[0], urdu, unit)
else:
    presenting.beside(names, urdu, unit)

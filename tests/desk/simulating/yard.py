"""A little story to live: a loop, a roll, an encounter, an ending that a wish likes, and one that it does not."""

LITTLE = """\
jangmadang: 1
id: little
title: Little | story
start: yard
calendar: {day_1: 2009-11-28}
state:
  money: {start: 100, max: 100000, meter: true}
  risk: {start: 10, max: 100, meter: true}
scenes:
  yard:
    text: The yard, with a cart.
    choices:
      - {id: load, text: Load the cart, effects: {money: +20, risk: +8}, goto: yard}
      - {id: rest, text: Rest, effects: {risk: -4}, goto: yard}
      - id: leave
        text: Leave
        effects: {day: +1}
        chance:
          - {id: away, odds: 100 - risk, effects: {money: +50}, goto: road}
          - {id: caught, goto: cell}
      - {id: shut, text: A shut door, when: money > 90000, goto: road}
  attic: {text: Nobody comes here., choices: [{id: down, text: Down, goto: yard}]}
  road: {text: The road., ending: {title: The road}}
  cell: {text: A cell., ending: {title: A cell}}
"""
STUCK = LITTLE.replace("goto: cell}", "goto: well}").replace(
    "  attic:", "  well: {text: A well., choices: [{id: up, text: Up, when: money > 90000, goto: yard}]}\n  attic:"
)

package negation

plain if not startswith(input.x, "a")

reference if not input.x

equality if not input.x == input.y.z

different if not input.x != 1

operand if not input.xs[input.i]

modified if not f(input.x) with input.x as data.y

f(x) := x

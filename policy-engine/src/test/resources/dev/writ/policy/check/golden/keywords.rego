package keywords

import future.keywords.and
import future.keywords.not
import future.keywords.or

either if {
	input.a == 1 or input.b == f(2) and not input.c
}

block if not {
	x := input.x
	count(x) > 1
}

scoped if not count(input.x) > 1

f(x) := x

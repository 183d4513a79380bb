package with_test

mock(_) := 1

p if {
	x := 3
	count(input.a) + f(x) == 2 with input.a as [x, data.b] with f as mock
	input.c.d with input.c as {"d": f(1)}
}

f(x) := x

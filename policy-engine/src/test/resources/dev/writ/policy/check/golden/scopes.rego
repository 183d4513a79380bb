package scopes

x := "rule"

shadow if {
	x := 1
	ys := [x | x := 2]
	ys == [x + 1]
}

free if {
	a = 1
	bs := [b | b = a]
	bs == [1]
}

nested if {
	every k, v in input.xs {
		some w in v
		w == k
	}
}

fun(x, [y, "c"]) := {"x": x, "y": y}

chain := "a" if input.a
else := fun(1, [2, "c"]) if input.b
else := x

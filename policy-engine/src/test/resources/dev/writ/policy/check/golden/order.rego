package order

later if {
	x > y
	x = z + 1
	[y, z] = input.pair
}

calls if {
	count(xs) > n
	n = max([w | some w in xs])
	xs = input.xs
}

keys[k] := v if {
	v := lower(k)
	input.names[k]
}

output if {
	path[0] == "a"
	walk(input, [path, _])
}

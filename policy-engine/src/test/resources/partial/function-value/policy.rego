package t
allow if plus_one(input.n) == 3
plus_one(n) := n + 1

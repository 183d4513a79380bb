package places

p[x] { x := 1 } { x := 2 }

q { true } { false } { (1 == 1) }

f(x) { x } { not x }

r[x] = (y) { x := 1; y := (x + 1) } { x := 2; y := x }

s.q[x] = y { x := 1; y := 2 } { x := 3; y := 4 }

g(_) { not (1 == 2) } else = ((2)) { true }

h(x) if { x }

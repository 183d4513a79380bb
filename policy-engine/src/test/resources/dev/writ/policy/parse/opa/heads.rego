package u
import rego.v1
p if { not f(1) with input as 2; -input.x < 3; x := -y; (input.y == 1); {1,1,"a"}; {"b":1,"a":2,"b":3}; set(); (x) ; f(g(1)); [1 | true]; $`raw {x}`; $"{x == 1}"}
a.b.c := 1
a.b[1] := 1
q["x"] := 2
q.x := 2
r[x] if x := 1
s.t contains 1
a["b"] contains 2
f.g(x) := 1
f(_, [_]) := 1 if { true } else := 2 if { false }
q[1] := 2 if true
q[x].y := 2 if x := 1
q["x"].y if true
q["x"] if true
default f(_) := 3

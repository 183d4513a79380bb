package u
p { true }
p[x] { x := 1 } { x := 2 }
p[x] = y { x := 1; y := 2 }
q[1]
q["a"]
q.a
q = 1
f(_) = 1 { true } { false } 
f(x) { x }
g(1)
r.a.b { true }
r.a[x] { x := 1 }
r.a { true }
t = true
z := "x" { true } else = 3 { not true }

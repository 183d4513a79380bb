package places

import future.keywords.and
import future.keywords.not
import future.keywords.or

p := (1)

p := ((1))

p := ( ( x ) ) if x := 1

p := (-1)

p := - 1

p := x if { y := 1; x := -y }

p := x if { y := 1; x := (-y) + 1 }

p := x if { y := 1; x := (y + 1)[0] }

p := x if { x := [1, 2][0][1].foo }

p := x if { x := {1, 2}[y] }

p := x if { x := {"a": 1}["a"] }

p := x if { x := set()[1] }

p := x if { x := (input) }

p := x if { x := (input.x) }

p := x if { x := f(1)[0] }

p := x if { x := (f(1)) }

p := x if { x := (f(1))[0] }

p := x if { x := f((1))[(0)] }

p := x if { x := f((1 + 2) * 3, ((4))) }

p := x if { x := {(1 + 2): (3)} }

p := x if { x := [(y) | some y in (input.z)] }

p if { (1 + 2) * (3 + 4) == ((5)) }

p if { (x) := (1); ((x)) == 1 }

p if { not (1 == 2) }

p if { not ((1 == 2)) }

p if { not (input.a or input.b) and not (input.c) }

p if { not {input.a} and {input.b} }

p if { {not input.a} and {input.b; not input.c} or not not_x }

p if { (input.a with input as 1) or (not input.b with input as 2) }

p if { (input.a or input.b with input as 1) and input.c with input as 3 }

p if { not input.a with input as 1 }

p if { ((input.a and input.b)) or ((input.c)) }

p if { (not input.a) }

p if { (not input.a) and input.b }

p if { input.a and (not input.b) or (not (input.c and not input.d)) }

p if { x := and(1, 2); y := or({1}, {2}) }

p if { input.a and(input.b or input.c) }

p if { f(x) and f(y) or f(z) }

p if { some x in (input.a); some (y) in [1] }

p if { some k, v in ({"a": 1}) }

p if { x := 1 in (2 in [3]) }

p if { (1, 2 in [3]) in [4] }

p := $"a{(1)}b{(x)}c{x + 1}d{(x + 1)}" if x := 1

p := $`a
{x}
{x}

b{ x }` if x := 1

f(x)

f((x)) := (y) if { y := x }

f(x) := 1 if { x } else := (2) if { (x + 1) == 2 } else := 3

f(x) := 1 if { x } else := (2) if not x

f(x) := 1 if { x } else := (2) if (x or input.x)

p contains (x) if some x in [1]

p[(x)] := (y) if some x, y in [1]

# METADATA
# title: x
p := 1 # trailing

  # METADATA
  # title: x
p := 1

p if { x := input.x; (x | {1}) == x }

p if { x := {1} | ({2} & {3}) - ({4}) }

p if { ((((1 + 2) + 3) + 4) + 5) == 6 }

p if { input["a"]["b"](1) }

p if { x := [1][(0)] ; y := ([1])[0] }

default p := (1)

default f(_) := ((1))

p if (1 == 1)

p if not (1 == 1)

p if (input.a or input.b)

p if (input.a) or (input.b)

p if { data.foo.not(1); input.not.or }

p if { input.x[(input.y)].z[((1))] }

p := [ (x), (y) ] if { x := (1); y := ( 2 ) }

p if { x = (1) with input as (2) }

p if { a.b(x) with data.q as ([1][0]) }

p if { print((1), ("a")) }

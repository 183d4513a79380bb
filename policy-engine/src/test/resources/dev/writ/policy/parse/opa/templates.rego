package templates

empty := $""
constants := $"{1} {true} {"x"} {null}"
mixed := $"a {input.x} b {[1]} {{"k": f(1)}}"
raw := $`line
{input.y}`
nested := $"{$"{input.z}"}"
f(x) := x

# METADATA
# title: what a package says about itself
# schemas:
#   - input: schema.x
#   - data.y: {type: string}
# related_resources: ["http://a.b/c", {ref: "https://x", description: d}]
# authors: ["A B <a@b.c>", {name: N, email: e}]
# organizations: [o]
# entrypoint: true
# labels: {a: b}
# custom:
#   x: 1
package shop.basket["open items"]

import rego.v1
import data.x.y as z
import future.keywords.in
import input.q

default allow := false
# c
allow if {
	input.x == 1  # c2
	not input.y
	some i, v in input.z
	some k
	every a, b in [1,2] { a < b }
	x := {"a": [1, {2}], "b": null, "c": true}
	y = z.t[i][_]
	count(x, n)
	{q | q := input.w[_]}
	[q | q := 1]
	{q: 1 | q := 1}
	f(1) with input.a as 2 with data.z as 3
	-1 + 2 * 3 == 5
	i in [1]
	i, v in [1]
	$"hi {i} and {v}!"
}
p contains x if x := 1
p contains "a"
f(a, [b, _]) := c if { c := a } else := 3 if { true } else = 4
m[x].y := 2 if x := "q"
pi := 3.14
g("x")
s[1] = 2

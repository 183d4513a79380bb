package u
import rego.v2
p if { not { x; y with input as 3 }; a and b or c; { a; b } and c ; not f(1) with input as 2; not (a or b); (a or b) and c; not x and y; (x with input as 1) and y; not (x and y); not {a}}

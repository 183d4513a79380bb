package t
allow if count({x | x := input.a[_]; x > 3}) > 2

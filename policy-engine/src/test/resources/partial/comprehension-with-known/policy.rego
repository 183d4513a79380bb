package t
allow if { low := 3; count([x | x := input.a[_]; x > low]) == 1 }

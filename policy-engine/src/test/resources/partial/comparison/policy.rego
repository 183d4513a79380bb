package t
allow if { x := input.age; x >= limit }
limit := 18

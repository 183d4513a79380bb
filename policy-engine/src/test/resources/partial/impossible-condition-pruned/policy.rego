package t
allow if { 1 == 2; input.x }
allow if input.y

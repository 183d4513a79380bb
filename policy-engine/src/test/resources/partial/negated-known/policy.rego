package t
allow if { not blocked; input.x }
blocked if 1 == 2

package t
allow if not blocked
blocked if { input.a; input.b }

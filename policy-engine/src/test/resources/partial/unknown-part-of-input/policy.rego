package t
allow if { input.known == 1; input.open == 2 }

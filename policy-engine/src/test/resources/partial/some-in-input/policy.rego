package t
allow if { some r in input.roles; r == "admin" }

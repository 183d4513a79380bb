package t
allow if { some u in ["a", "b"]; input.user == u }

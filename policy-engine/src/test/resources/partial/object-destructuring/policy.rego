package t
allow if { {"user": u} = input.subject; u == "x" }

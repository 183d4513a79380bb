package t
allow if { input.x; 1 == 2 }

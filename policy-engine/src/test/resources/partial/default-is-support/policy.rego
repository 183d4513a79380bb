package t
default allow := false
allow if input.x
allow if { input.y; input.z }

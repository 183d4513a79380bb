package t
allow if { q; input.z }
q if input.x

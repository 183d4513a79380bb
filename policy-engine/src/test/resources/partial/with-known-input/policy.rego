package t
allow if { q with input as {"x": 1}; input.z }
q if input.x == 1

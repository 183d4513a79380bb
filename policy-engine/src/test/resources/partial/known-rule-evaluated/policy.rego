package t
allow if { enabled; input.x }
enabled if limits.low < limits.high
limits := {"low": 1, "high": 2}

package t
allow if { time.now_ns() > 3; input.x }

package t
default allow := false
allow if input.x == 3

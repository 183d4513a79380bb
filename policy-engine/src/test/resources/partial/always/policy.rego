package t
allow if 1 == 1
allow if input.x

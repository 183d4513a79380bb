package t
allow if not blocked
blocked if startswith(input.a, "x")

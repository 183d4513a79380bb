package t
allow if not blocked
blocked if input.banned
blocked if input.late

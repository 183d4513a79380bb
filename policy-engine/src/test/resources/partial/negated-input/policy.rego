package t
allow if not input.banned

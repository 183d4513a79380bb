package t
allow if time.now_ns() > 3

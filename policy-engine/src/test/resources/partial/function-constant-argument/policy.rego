package t
allow if may("read")
may(action) if input.action == action

package t
allow if input.user in {"a", "b"}

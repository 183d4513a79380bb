package t
allow if startswith(input.path, "/public")

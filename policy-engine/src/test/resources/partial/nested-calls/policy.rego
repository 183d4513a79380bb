package t
allow if count(split(input.path, "/")) > 2

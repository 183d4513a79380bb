package t
allow if input.roles[_] == "admin"

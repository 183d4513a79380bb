package t
allow if role == "admin"
role := data.users[input.user]

package t
allow if input.user != "bob"

package t
allow if not input.user == "bob"

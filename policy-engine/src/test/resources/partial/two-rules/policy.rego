package t
allow if input.method == "GET"
allow if input.user == "root"

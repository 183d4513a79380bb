package t
allow if input.method == "GET"

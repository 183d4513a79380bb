package t
allow if input["a-b"].c["d e"] == 1

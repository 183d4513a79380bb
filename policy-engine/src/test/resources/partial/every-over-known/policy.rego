package t
allow if every x in ["a", "b"] { input.flags[x] }

package t
allow if every x in input.a { x > 1 }

package t
p := 7 if input.y

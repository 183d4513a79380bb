package t
p := input.y

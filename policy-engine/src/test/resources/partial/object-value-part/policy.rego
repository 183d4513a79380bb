package t
p := {"x": input.a, "y": input.b}

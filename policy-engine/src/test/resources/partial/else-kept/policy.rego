package t
p if input.a
else := false if input.b

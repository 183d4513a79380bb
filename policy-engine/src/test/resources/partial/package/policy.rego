package t
p if input.a

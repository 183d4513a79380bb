package t
allow if groups[input.group]
groups contains "a"
groups contains g if g := input.extra

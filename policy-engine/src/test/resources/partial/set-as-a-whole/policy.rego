package t
groups contains "a"
groups contains g if { g := input.extra[_]; g != "z" }

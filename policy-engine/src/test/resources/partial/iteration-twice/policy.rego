package t
allow if { r := input.roles[_]; r.name == "x"; r.level > 3 }

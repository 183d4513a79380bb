package t
allow if { is_reader; input.path == "/" }
is_reader if input.role == "reader"
is_reader if input.role == "owner"

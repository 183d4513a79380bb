package t
allow if { [a, b] := input.pair; a == b }

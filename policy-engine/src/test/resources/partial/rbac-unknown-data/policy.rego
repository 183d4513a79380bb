package t
allow if {
	some role in data.roles[input.user]
	role == "admin"
}

package heads

import data.base as b
import input.user

default allow := false

allow if b.users[user].active

deny contains msg if {
	msg := $"{user.name} is not allowed: {b.reasons[user.id]}"
	print("denied", user, b.unknown)
}

a.b[user.id][lower(user.name)] := [v | some v in user.roles] if user.id

set contains {"k": input.k, "n": count(input.xs)}

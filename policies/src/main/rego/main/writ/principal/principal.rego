# METADATA
# scope: package
# title: Principals
# description: The subject of the request as the service knows it, never as the request describes it.
# custom:
#   controls:
#     - WRIT-03
#     - WRIT-22
package writ.principal

import data.writ.shape

# METADATA
# title: Subject id
# description: The id that the request claims, or a stand-in for messages when it claims none.
# scope: document
# custom:
#   controls:
#     - WRIT-03
default subject := "(none)"

subject := input.request.subject.id if is_string(input.request.subject.id)

# METADATA
# title: Principal id
# description: Defined only when the service knows the principal and it is the subject of the request.
# custom:
#   controls:
#     - WRIT-03
id := input.facts.principal.id if {
	shape.filled_in(input.facts.principal.id)
	input.facts.principal.id == input.request.subject.id
}

# METADATA
# title: Principal's roles
# description: The roles that the service recorded for the principal; nothing else counts as a role.
# custom:
#   controls:
#     - WRIT-22
roles contains role if {
	id
	is_array(input.facts.principal.roles)
	some role in input.facts.principal.roles
	is_string(role)
}

# METADATA
# title: Principal's region
# description: The region that the service recorded for the principal; undefined when there is none.
# custom:
#   controls:
#     - WRIT-03
region := input.facts.principal.attributes.region if {
	id
	shape.filled_in(input.facts.principal.attributes.region)
}

# METADATA
# title: Principal holds one of these roles
# description: Holds when the service recorded at least one of the given roles for the principal.
# custom:
#   controls:
#     - WRIT-22
holds_any(accepted) if {
	some role in accepted
	role in roles
}

# METADATA
# title: Unknown principal
# description: The reason for a subject that the service does not know.
# custom:
#   controls:
#     - WRIT-03
unknown(control) := {
	"code": "principal.unknown",
	"message": sprintf("the service knows no principal `%s`", [subject]),
	"control": control,
	"remediation": "ask an administrator to register the principal, or send the id of a registered one as `subject.id`",
}

# METADATA
# title: Missing role
# description: The reason for a known principal that holds none of the accepted roles.
# custom:
#   controls:
#     - WRIT-22
lacks_role(control, accepted) := {
	"code": "principal.role_missing",
	"message": sprintf("`%s` holds none of the roles that may ask for this: %s", [id, concat(", ", accepted)]),
	"control": control,
	"remediation": sprintf(
		"let somebody with one of these roles ask, or ask an administrator to grant `%s` one of them",
		[id],
	),
}

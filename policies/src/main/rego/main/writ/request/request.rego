# METADATA
# scope: package
# title: Action requests
# description: Recognises the action request that a decision rule is written for.
# custom:
#   controls:
#     - WRIT-15
package writ.request

# METADATA
# title: Action name
# description: The name of the requested action, or a stand-in for messages when the request has none.
# scope: document
# custom:
#   controls:
#     - WRIT-15
default action := "(none)"

action := input.request.action.name if is_string(input.request.action.name)

# METADATA
# title: Resource type
# description: The type of the requested resource, or a stand-in for messages when the request has none.
# scope: document
# custom:
#   controls:
#     - WRIT-15
default resource_type := "(none)"

resource_type := input.request.resource.type if is_string(input.request.resource.type)

# METADATA
# title: Resource id
# description: The id of the requested resource, or a stand-in for messages when the request has none.
# scope: document
# custom:
#   controls:
#     - WRIT-15
default resource_id := "(none)"

resource_id := input.request.resource.id if is_string(input.request.resource.id)

# METADATA
# title: Request asks for this
# description: Holds when the request names exactly this action on this type of resource.
# custom:
#   controls:
#     - WRIT-15
asks_for(name, type) if {
	input.request.action.name == name
	input.request.resource.type == type
}

# METADATA
# title: Unsupported request
# description: The reason for a request that reached a decision rule written for another action.
# custom:
#   controls:
#     - WRIT-15
unsupported(name, type) := {
	"code": "request.unsupported",
	"message": sprintf("this rule decides `%s` on a `%s`, not `%s` on a `%s`", [name, type, action, resource_type]),
	"control": "WRIT-15",
	"remediation": sprintf(
		"send action `%s` with a resource of type `%s`, or correct the route in the bundle's manifest",
		[name, type],
	),
}

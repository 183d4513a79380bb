# METADATA
# scope: package
# title: The service's own actions
# description: >-
#   Who may do what in this service. A caller needs a role that grants the action and a token whose scopes do not leave
#   it out. Whatever the table does not grant is refused.
# custom:
#   controls:
#     - WRIT-03
#     - WRIT-08
#     - WRIT-22
package writ.platform

import data.writ.settings.platform as settings

# METADATA
# title: Platform decision
# description: Whether the caller may perform this action of the service.
# entrypoint: true
# custom:
#   controls:
#     - WRIT-03
#     - WRIT-22
decision := {
	"allow": allow,
	"deny": [reason | some reason in deny],
	"require": [],
	"obligations": [],
}

# METADATA
# title: Action is allowed
# description: Holds when a role and a scope of the caller grant the action, or when it is open to everybody.
# scope: document
# custom:
#   controls:
#     - WRIT-03
#     - WRIT-22
default allow := false

allow if open_to_everybody

allow if {
	caller
	granted_by_role
	granted_by_scope
}

# METADATA
# title: Action name
# description: The name of the requested action, or a stand-in for messages when there is none.
# scope: document
# custom:
#   controls:
#     - WRIT-22
default action := "(none)"

action := input.request.action.name if is_string(input.request.action.name)

# METADATA
# title: Grant
# description: The table's row for the action; undefined for an unknown action.
# custom:
#   controls:
#     - WRIT-22
grant := settings.actions[action]

# METADATA
# title: Caller
# description: The id of the authenticated caller; undefined when there is none.
# custom:
#   controls:
#     - WRIT-22
caller := input.facts.caller.id if {
	is_string(input.facts.caller.id)
	input.facts.caller.id != ""
}

# METADATA
# title: Caller's roles
# description: The roles that the service recorded for the caller.
# custom:
#   controls:
#     - WRIT-22
roles contains role if {
	is_array(input.facts.caller.roles)
	some role in input.facts.caller.roles
}

# METADATA
# title: Caller's scopes
# description: The scopes of the token that the caller presented.
# custom:
#   controls:
#     - WRIT-22
scopes contains scope if {
	is_array(input.facts.caller.scopes)
	some scope in input.facts.caller.scopes
}

# METADATA
# title: Open to everybody
# description: A public ledger, and the list of revoked permits beside it, is read by anybody, with or without a token.
# custom:
#   controls:
#     - WRIT-08
open_to_everybody if {
	action in {"ledger.read", "permit.revocations"}
	input.facts.settings.public_ledger == true
}

# METADATA
# title: Granted by a role
# description: >-
#   Holds when the table grants the action to one of the caller's roles, or to every caller of its kind (`human` or
#   `service`), for all things or for its own.
# scope: document
# custom:
#   controls:
#     - WRIT-22
granted_by_role if {
	some role in grant.roles
	role in roles
}

granted_by_role if {
	input.facts.owner == caller
	some role in grant.owner_roles
	role in roles
}

granted_by_role if {
	some kind in grant.kinds
	input.facts.caller.kind == kind
}

granted_by_role if {
	input.facts.owner == caller
	some kind in grant.owner_kinds
	input.facts.caller.kind == kind
}

# METADATA
# title: Granted by a scope
# description: Holds when the caller's token has one of the scopes that the action needs.
# custom:
#   controls:
#     - WRIT-22
granted_by_scope if {
	some scope in grant.scopes
	scope in scopes
}

# METADATA
# title: Unknown action
# description: An action that the table does not know is open to nobody.
# custom:
#   controls:
#     - WRIT-22
deny contains {
	"code": "platform.action.unknown",
	"message": sprintf("`%s` is not an action of this service", [action]),
	"control": "WRIT-22",
	"remediation": "grant the action to roles and scopes in `writ.settings.platform.actions`, or call another end point",
} if {
	not grant
}

# METADATA
# title: Unknown caller
# description: Nobody acts without being authenticated.
# custom:
#   controls:
#     - WRIT-22
deny contains {
	"code": "platform.caller.unknown",
	"message": "the caller is not authenticated",
	"control": "WRIT-22",
	"remediation": "send a valid token as `Authorization: Bearer <token>`",
} if {
	not open_to_everybody
	not caller
}

# METADATA
# title: Missing role
# description: No role of the caller grants the action.
# custom:
#   controls:
#     - WRIT-22
deny contains {
	"code": "platform.role.missing",
	"message": sprintf("no role of `%s` grants `%s`", [caller, action]),
	"control": grant.control,
	"remediation": role_remedy,
} if {
	not open_to_everybody
	not granted_by_role
}

# METADATA
# title: Missing scope
# description: The token leaves the action out, whatever the roles grant.
# custom:
#   controls:
#     - WRIT-22
deny contains {
	"code": "platform.scope.missing",
	"message": sprintf("the token of `%s` has no scope that grants `%s`", [caller, action]),
	"control": grant.control,
	"remediation": sprintf("use a token with one of these scopes: %s", [concat(", ", grant.scopes)]),
} if {
	not open_to_everybody
	not granted_by_scope
}

# METADATA
# title: What helps without a role
# description: The roles to ask for, or who may act where no role is needed.
# scope: document
# custom:
#   controls:
#     - WRIT-22
role_remedy := sprintf("ask an administrator for one of these roles: %s", [concat(", ", grant.roles)]) if {
	count(grant.roles) > 0
}

role_remedy := sprintf("no role grants this; it is for callers of this kind: %s", [concat(", ", grant.kinds)]) if {
	count(grant.roles) == 0
}

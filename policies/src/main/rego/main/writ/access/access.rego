# METADATA
# scope: package
# title: Reading a data set
# description: >-
#   A registered data set may be read by a known principal whose role fits its classification, for a purpose that it
#   was registered for, within its region unless it is anonymised.
# custom:
#   controls:
#     - WRIT-03
#     - WRIT-06
package writ.access

import data.writ.principal
import data.writ.request
import data.writ.settings.access as settings
import data.writ.shape

# METADATA
# title: Access decision
# description: Whether the data set may be read for this purpose, and what the reader must not see.
# entrypoint: true
# custom:
#   controls:
#     - WRIT-03
#     - WRIT-06
decision := {
	"allow": allow,
	"deny": [reason | some reason in deny],
	"require": [],
	"obligations": [obligation | some obligation in obligations],
}

# METADATA
# title: Access is allowed
# description: Holds only when role, purpose and region fit; the absence of a reason against it is not enough.
# scope: document
# custom:
#   controls:
#     - WRIT-03
default allow := false

allow if {
	request.asks_for("read", "dataset")
	purpose_registered
	count(granting_roles) > 0
	region_cleared
	count(deny) == 0
}

# METADATA
# title: Purpose
# description: The purpose that the request states; undefined unless it is filled-in text.
# custom:
#   controls:
#     - WRIT-06
purpose := input.request.context.purpose if shape.filled_in(input.request.context.purpose)

# METADATA
# title: Purpose is registered
# description: Holds when the data set was registered for the stated purpose.
# custom:
#   controls:
#     - WRIT-06
purpose_registered if {
	is_array(dataset.purposes)
	purpose in dataset.purposes
}

# METADATA
# title: Roles that fit the classification
# description: The principal's roles that may read data of the data set's classification.
# custom:
#   controls:
#     - WRIT-03
cleared_roles contains role if {
	some role in principal.roles
	role in settings.classifications[dataset.classification].roles
}

# METADATA
# title: Roles that grant the access
# description: The cleared roles that may also use the stated purpose; one role must fit both.
# custom:
#   controls:
#     - WRIT-03
#     - WRIT-06
granting_roles contains role if {
	some role in cleared_roles
	may_use(role, purpose)
}

# METADATA
# title: Role may use the purpose
# description: A purpose is open to every cleared role unless the settings reserve it.
# scope: document
# custom:
#   controls:
#     - WRIT-06
may_use(_, wanted) if not settings.reserved_purposes[wanted]

may_use(role, wanted) if role in settings.reserved_purposes[wanted].roles

# METADATA
# title: Region is cleared
# description: Holds for an anonymised data set, and for a reader in the data set's own region.
# scope: document
# custom:
#   controls:
#     - WRIT-03
#     - WRIT-06
region_cleared if dataset.anonymised == true

region_cleared if region == principal.region

# METADATA
# title: Other request
# description: Only reading a data set is decided here.
# custom:
#   controls:
#     - WRIT-03
deny contains request.unsupported("read", "dataset") if not request.asks_for("read", "dataset")

# METADATA
# title: Unknown principal
# description: A subject that the service does not know reads nothing.
# custom:
#   controls:
#     - WRIT-03
deny contains principal.unknown("WRIT-03") if not principal.id

# METADATA
# title: No purpose
# description: Data is read for a stated purpose only.
# custom:
#   controls:
#     - WRIT-06
deny contains {
	"code": "access.purpose.missing",
	"message": "the request states no purpose in `context.purpose`",
	"control": "WRIT-06",
	"remediation": "send the purpose of the access as a string in `context.purpose`",
} if {
	not purpose
}

# METADATA
# title: Unregistered purpose
# description: The purpose is one that the data set was registered for.
# custom:
#   controls:
#     - WRIT-06
deny contains {
	"code": "access.purpose.not_registered",
	"message": sprintf("`%s` is not a purpose that `%s` was registered for", [purpose, dataset.id]),
	"control": "WRIT-06",
	"remediation": sprintf(
		"use one of its purposes (%s), or ask its steward to register this one",
		[concat(", ", registered_purposes)],
	),
} if {
	not purpose_registered
}

# METADATA
# title: Reserved purpose
# description: A reserved purpose needs one of its own roles, and that role must be cleared for the data.
# custom:
#   controls:
#     - WRIT-06
deny contains {
	"code": "access.purpose.reserved",
	"message": sprintf("no role of `%s` that may read `%s` may use it for `%s`", [principal.id, dataset.id, purpose]),
	"control": "WRIT-06",
	"remediation": sprintf(
		"this purpose is reserved for: %s; ask an administrator for one of these roles or let somebody with it read",
		[concat(", ", settings.reserved_purposes[purpose].roles)],
	),
} if {
	count(cleared_roles) > 0
	count(granting_roles) == 0
}

# METADATA
# title: Role does not fit
# description: The classification is open to some roles, and the reader holds none of them.
# custom:
#   controls:
#     - WRIT-03
deny contains {
	"code": "access.role.not_permitted",
	"message": sprintf("no role of `%s` may read `%s` data", [principal.id, dataset.classification]),
	"control": "WRIT-03",
	"remediation": sprintf("ask an administrator for one of these roles: %s", [concat(", ", clearance.roles)]),
} if {
	not clearance.explicit
	count(cleared_roles) == 0
}

# METADATA
# title: No explicit grant
# description: Restricted data needs a role that names it.
# custom:
#   controls:
#     - WRIT-03
deny contains {
	"code": "access.role.explicit_grant_missing",
	"message": sprintf(
		"`%s` data needs a role that names it, and `%s` holds none",
		[dataset.classification, principal.id],
	),
	"control": "WRIT-03",
	"remediation": sprintf(
		"ask an administrator to grant one of these roles for this task and to take it back afterwards: %s",
		[concat(", ", clearance.roles)],
	),
} if {
	clearance.explicit
	count(cleared_roles) == 0
}

# METADATA
# title: No region recorded
# description: Data that is bound to a region is not read from nowhere.
# custom:
#   controls:
#     - WRIT-03
deny contains {
	"code": "access.region.unknown",
	"message": sprintf(
		"no region is recorded for `%s`, and `%s` must stay in `%s`",
		[principal.id, dataset.id, region],
	),
	"control": "WRIT-03",
	"remediation": "ask an administrator to record the principal's region in its attributes, or use an anonymised copy",
} if {
	not region_cleared
	not principal.region
}

# METADATA
# title: Other region
# description: Data leaves its region only when it is anonymised.
# custom:
#   controls:
#     - WRIT-03
#     - WRIT-06
deny contains {
	"code": "access.region.mismatch",
	"message": sprintf(
		"`%s` is in `%s`, and `%s` must stay in `%s`",
		[principal.id, principal.region, dataset.id, region],
	),
	"control": "WRIT-03",
	"remediation": sprintf("read an anonymised copy, or let somebody in `%s` read it", [region]),
} if {
	not region_cleared
}

# METADATA
# scope: package
# title: Promoting a model
# description: >-
#   A model version may go to an environment when what was measured on it keeps to that environment's thresholds, when
#   it can be trained again, and when the people that the environment asks for agree.
# custom:
#   controls:
#     - WRIT-04
#     - WRIT-11
#     - WRIT-12
#     - WRIT-13
#     - WRIT-14
#     - WRIT-15
#     - WRIT-16
#     - WRIT-17
package writ.promotion

import data.writ.evidence
import data.writ.principal
import data.writ.request
import data.writ.settings.promotion as settings

# METADATA
# title: Promotion decision
# description: Whether this model version may go to this environment, and whose approval it needs.
# entrypoint: true
# custom:
#   controls:
#     - WRIT-11
#     - WRIT-15
decision := {
	"allow": allow,
	"deny": [reason | some reason in deny],
	"require": require,
	"obligations": [],
}

# METADATA
# title: Promotion is allowed
# description: Holds only when every gate is passed; the absence of a reason against it is not enough.
# scope: document
# custom:
#   controls:
#     - WRIT-12
#     - WRIT-13
#     - WRIT-15
default allow := false

allow if {
	request.asks_for("promote", "model")
	principal.holds_any(settings.roles)
	evidence.evaluated_as_named
	evidence.reproducible
	every metric in gated_metrics {
		passes(metric)
	}
	approvers_separable
	reviewed_in_time
	count(deny) == 0
}

# METADATA
# title: Approvals
# description: The groups whose approval the environment asks for; none while something speaks against the promotion.
# scope: document
# custom:
#   controls:
#     - WRIT-11
#     - WRIT-16
default require := []

require := profile.require if allow

# METADATA
# title: Environment
# description: The environment that the request names; undefined unless it is a string.
# custom:
#   controls:
#     - WRIT-15
environment := input.request.action.properties.environment if is_string(input.request.action.properties.environment)

# METADATA
# title: Environment's profile
# description: Thresholds and approvals of the requested environment; undefined for an unknown one.
# custom:
#   controls:
#     - WRIT-15
profile := settings.environments[environment]

# METADATA
# title: Approvers can be told apart
# description: Holds when it is known who the approvers must be distinct from, or when that does not matter.
# scope: document
# custom:
#   controls:
#     - WRIT-16
approvers_separable if evidence.attributed

approvers_separable if not needs_attribution

# METADATA
# title: Emergencies are reviewed
# description: Holds when no emergency of the principal's team waits for its review longer than it may.
# custom:
#   controls:
#     - WRIT-17
reviewed_in_time if object.get(input.facts, "overdue_reviews", []) == []

# METADATA
# title: Approvals depend on who made the model
# description: Holds when an approval must come from somebody else than the trainer or the author.
# custom:
#   controls:
#     - WRIT-16
needs_attribution if {
	some rule in profile.require
	some party in rule.distinct_from
	party in {"author", "trainer"}
}

# METADATA
# title: Other request
# description: Only promoting a model is decided here.
# custom:
#   controls:
#     - WRIT-15
deny contains request.unsupported("promote", "model") if not request.asks_for("promote", "model")

# METADATA
# title: Unknown principal
# description: A subject that the service does not know promotes nothing.
# custom:
#   controls:
#     - WRIT-15
deny contains principal.unknown("WRIT-15") if not principal.id

# METADATA
# title: Role does not fit
# description: Promoting is open to some roles, and the requester holds none of them.
# custom:
#   controls:
#     - WRIT-15
deny contains principal.lacks_role("WRIT-15", settings.roles) if {
	principal.id
	not principal.holds_any(settings.roles)
}

# METADATA
# title: No environment
# description: A promotion goes to a named environment.
# custom:
#   controls:
#     - WRIT-15
deny contains {
	"code": "promotion.environment.missing",
	"message": "the request names no environment in `action.properties.environment`",
	"control": "WRIT-15",
	"remediation": sprintf("send one of: %s", [concat(", ", object.keys(settings.environments))]),
} if {
	not environment
}

# METADATA
# title: Unknown environment
# description: An environment without thresholds is open to nothing.
# custom:
#   controls:
#     - WRIT-15
deny contains {
	"code": "promotion.environment.unknown",
	"message": sprintf("`%s` is not an environment", [environment]),
	"control": "WRIT-15",
	"remediation": sprintf("send one of: %s", [concat(", ", object.keys(settings.environments))]),
} if {
	environment
	not profile
}

# METADATA
# title: Digest and records
# description: The digest is well-formed and what was recorded for it is sound.
# custom:
#   controls:
#     - WRIT-14
deny contains reason if some reason in evidence.artifact_denials

# METADATA
# title: Evaluation
# description: Something was measured on the model.
# custom:
#   controls:
#     - WRIT-12
deny contains reason if some reason in evidence.evaluation_denials

# METADATA
# title: Reproducibility
# description: The model can be trained again.
# custom:
#   controls:
#     - WRIT-04
deny contains reason if some reason in evidence.reproducibility_denials

# METADATA
# title: Training
# description: Where approvers must be others than the trainer and the author, both are named.
# custom:
#   controls:
#     - WRIT-16
deny contains reason if {
	needs_attribution
	some reason in evidence.training_denials
}

# METADATA
# title: Overdue review
# description: >-
#   A team whose approvals were waived in an emergency promotes nothing more while the review of that is overdue.
# custom:
#   controls:
#     - WRIT-17
deny contains {
	"code": "promotion.review.overdue",
	"message": sprintf("the approvals of `%s` were waived in an emergency that nobody has reviewed in time", [request_id]),
	"control": "WRIT-17",
	"remediation": sprintf(
		"let another person review it with `POST /api/v1/change-requests/%s/review`",
		[request_id],
	),
} if {
	some request_id in input.facts.overdue_reviews
}

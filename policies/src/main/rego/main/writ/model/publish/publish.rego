# METADATA
# scope: package
# title: Publishing a model
# description: >-
#   A model version may be published once it is known who made it, what was measured on it and how to make it again.
# custom:
#   controls:
#     - WRIT-01
#     - WRIT-04
#     - WRIT-07
#     - WRIT-14
package writ.model.publish

import data.writ.evidence
import data.writ.principal
import data.writ.request
import data.writ.settings.publish as settings

# METADATA
# title: Publication decision
# description: Whether this model version may be published, with every reason against it.
# entrypoint: true
# custom:
#   controls:
#     - WRIT-01
#     - WRIT-07
decision := {
	"allow": allow,
	"deny": [reason | some reason in deny],
	"require": [],
	"obligations": [],
}

# METADATA
# title: Publication is allowed
# description: Holds only when everything asked for is there; the absence of a reason against it is not enough.
# scope: document
# custom:
#   controls:
#     - WRIT-01
#     - WRIT-07
default allow := false

allow if {
	request.asks_for("publish", "model")
	principal.holds_any(settings.roles)
	evidence.attributed
	evidence.evaluated
	evidence.evaluated_as_named
	evidence.reproducible
	count(deny) == 0
}

# METADATA
# title: Other request
# description: Only publishing a model is decided here.
# custom:
#   controls:
#     - WRIT-15
deny contains request.unsupported("publish", "model") if not request.asks_for("publish", "model")

# METADATA
# title: Unknown principal
# description: A subject that the service does not know publishes nothing.
# custom:
#   controls:
#     - WRIT-01
deny contains principal.unknown("WRIT-01") if not principal.id

# METADATA
# title: Role does not fit
# description: Publishing is open to some roles, and the requester holds none of them.
# custom:
#   controls:
#     - WRIT-01
deny contains principal.lacks_role("WRIT-01", settings.roles) if {
	principal.id
	not principal.holds_any(settings.roles)
}

# METADATA
# title: Digest and records
# description: The digest is well-formed and what was recorded for it is sound.
# custom:
#   controls:
#     - WRIT-14
deny contains reason if some reason in evidence.artifact_denials

# METADATA
# title: Training
# description: It is known who trained the model and who wrote its code.
# custom:
#   controls:
#     - WRIT-16
deny contains reason if some reason in evidence.training_denials

# METADATA
# title: Evaluation
# description: Something was measured on the model.
# custom:
#   controls:
#     - WRIT-07
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
# title: Metric is no number
# description: What is published as measured is a number, whatever its name.
# custom:
#   controls:
#     - WRIT-07
#     - WRIT-12
deny contains {
	"code": "publish.metric.not_a_number",
	"message": sprintf("`%s` in the evaluation evidence is of type `%s`, not a number", [metric, type_name(value)]),
	"control": "WRIT-12",
	"remediation": sprintf(
		"submit new evaluation evidence with `%s` as a JSON number under `metrics`, or outside of it if it is no metric",
		[metric],
	),
} if {
	evidence.evaluated
	some metric, value in evidence.evaluation.metrics
	not is_number(value)
}

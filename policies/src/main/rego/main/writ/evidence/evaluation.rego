package writ.evidence

import data.writ.request

# METADATA
# title: Evaluated
# description: Holds when the newest evaluation evidence carries at least one metric.
# custom:
#   controls:
#     - WRIT-12
evaluated if {
	is_object(evaluation.metrics)
	count(evaluation.metrics) > 0
}

# METADATA
# title: Evaluated under this name
# description: >-
#   Holds when some evaluation evidence for the digest names the model as the request does. Which one is the newest
#   does not matter here: one artifact may have several names, but nobody gives it a name that no evidence carries.
# custom:
#   controls:
#     - WRIT-14
evaluated_as_named if {
	some record in records
	record.predicate_type == evaluation_type
	record.subject_name == input.request.resource.id
}

# METADATA
# title: No evaluation evidence
# description: Nobody vouches for a measurement of the model.
# custom:
#   controls:
#     - WRIT-12
evaluation_denials contains {
	"code": "evidence.evaluation.missing",
	"message": sprintf("no evaluation evidence is recorded for `%s`", [artifact]),
	"control": "WRIT-12",
	"remediation": sprintf(
		"evaluate the model and let a registered producer sign and submit a `%s` statement over this digest",
		[evaluation_type],
	),
} if {
	artifact
	not evaluation
}

# METADATA
# title: No metrics
# description: The evaluation evidence measures nothing.
# custom:
#   controls:
#     - WRIT-12
evaluation_denials contains {
	"code": "evidence.evaluation.metrics_missing",
	"message": "the evaluation evidence carries no metrics",
	"control": "WRIT-12",
	"remediation": "submit new evaluation evidence whose `metrics` is an object from metric names to numbers",
} if {
	evaluation
	not evaluated
}

# METADATA
# title: Other name
# description: The bytes were evaluated, but nobody vouches for them under the requested name.
# custom:
#   controls:
#     - WRIT-14
evaluation_denials contains {
	"code": "evidence.evaluation.other_name",
	"message": sprintf(
		"the digest was evaluated as `%s`, not as `%s`",
		[newest[evaluation_type].subject_name, request.resource_id],
	),
	"control": "WRIT-14",
	"remediation": sprintf(
		"send the name that was evaluated as `resource.id`, or submit evaluation evidence over this digest that names `%s`",
		[request.resource_id],
	),
} if {
	evaluation
	not evaluated_as_named
}

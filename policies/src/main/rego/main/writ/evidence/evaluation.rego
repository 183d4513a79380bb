package writ.evidence

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

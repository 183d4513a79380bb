package writ.promotion

import data.writ.evidence
import data.writ.settings.promotion as settings

# METADATA
# title: Required metrics
# description: The metrics that no settings can leave out.
# custom:
#   controls:
#     - WRIT-12
#     - WRIT-13
required_metrics := {"accuracy", "fairness_gap", "latency_p95_ms", "memory_mb"}

# METADATA
# title: Gated metrics
# description: The required metrics and those that the settings add.
# custom:
#   controls:
#     - WRIT-12
#     - WRIT-13
gated_metrics := required_metrics | object.keys(settings.metrics)

# METADATA
# title: Measured metrics
# description: The gated metrics that the newest evaluation evidence carries, whatever their type.
# custom:
#   controls:
#     - WRIT-12
#     - WRIT-13
measured[metric] := value if {
	evidence.evaluated
	some metric in gated_metrics
	value := evidence.evaluation.metrics[metric]
}

# METADATA
# title: Metric passes its gate
# description: Holds when a metric was measured, is plausible and keeps to the environment's threshold.
# custom:
#   controls:
#     - WRIT-12
#     - WRIT-13
passes(metric) if {
	value := measured[metric]
	plausible(metric, value)
	keeps_to(settings.metrics[metric].better, value, profile.thresholds[metric])
}

# METADATA
# title: Plausible value
# description: Holds for a number within the range that the metric can have at all.
# custom:
#   controls:
#     - WRIT-12
plausible(metric, value) if {
	is_number(value)
	value >= settings.metrics[metric].lowest
	value <= settings.metrics[metric].highest
}

# METADATA
# title: Value keeps to the threshold
# description: Compares in the direction in which the metric gets better; the threshold itself is good enough.
# scope: document
# custom:
#   controls:
#     - WRIT-12
#     - WRIT-13
keeps_to("higher", value, threshold) if {
	is_number(threshold)
	value >= threshold
}

keeps_to("lower", value, threshold) if {
	is_number(threshold)
	value <= threshold
}

# METADATA
# title: Metric not measured
# description: A gated metric that the evidence lacks is not assumed to be good.
# custom:
#   controls:
#     - WRIT-12
#     - WRIT-13
deny contains {
	"code": sprintf("promotion.%s.missing", [metric]),
	"message": sprintf("the evaluation evidence has no metric `%s`", [metric]),
	"control": settings.metrics[metric].control,
	"remediation": sprintf(
		"measure `%s` and submit new evaluation evidence with it; the threshold for `%s` is %v",
		[metric, environment, profile.thresholds[metric]],
	),
} if {
	evidence.evaluated
	some metric in gated_metrics
	not metric in object.keys(measured)
}

# METADATA
# title: Metric is no number
# description: A gated metric is compared as a number or not at all.
# custom:
#   controls:
#     - WRIT-12
#     - WRIT-13
deny contains {
	"code": sprintf("promotion.%s.not_a_number", [metric]),
	"message": sprintf("`%s` in the evaluation evidence is of type `%s`, not a number", [metric, type_name(value)]),
	"control": settings.metrics[metric].control,
	"remediation": sprintf(
		"submit new evaluation evidence with `%s` as a JSON number; the threshold for `%s` is %v",
		[metric, environment, profile.thresholds[metric]],
	),
} if {
	some metric, value in measured
	not is_number(value)
}

# METADATA
# title: Implausible metric
# description: A value that the metric cannot have is a mistake in the measurement.
# custom:
#   controls:
#     - WRIT-12
#     - WRIT-13
deny contains {
	"code": sprintf("promotion.%s.implausible", [metric]),
	"message": sprintf("`%s` is %v, outside its possible range of %v to %v", [
		metric,
		value,
		settings.metrics[metric].lowest,
		settings.metrics[metric].highest,
	]),
	"control": settings.metrics[metric].control,
	"remediation": sprintf(
		"check the unit and the measurement of `%s`, then submit new evaluation evidence; the threshold for `%s` is %v",
		[metric, environment, profile.thresholds[metric]],
	),
} if {
	some metric, value in measured
	is_number(value)
	not plausible(metric, value)
}

# METADATA
# title: Below the minimum
# description: A metric that should be high is lower than the environment asks.
# custom:
#   controls:
#     - WRIT-12
deny contains {
	"code": sprintf("promotion.%s.below_minimum", [metric]),
	"message": sprintf("`%s` is %v, below the minimum %v for `%s`", [metric, value, threshold, environment]),
	"control": settings.metrics[metric].control,
	"remediation": sprintf("reach at least %v: %s", [threshold, settings.metrics[metric].remediation]),
} if {
	some metric, value in measured
	settings.metrics[metric].better == "higher"
	plausible(metric, value)
	threshold := profile.thresholds[metric]
	not keeps_to("higher", value, threshold)
}

# METADATA
# title: Above the maximum
# description: A metric that should be low is higher than the environment accepts.
# custom:
#   controls:
#     - WRIT-12
#     - WRIT-13
deny contains {
	"code": sprintf("promotion.%s.above_maximum", [metric]),
	"message": sprintf("`%s` is %v, above the maximum %v for `%s`", [metric, value, threshold, environment]),
	"control": settings.metrics[metric].control,
	"remediation": sprintf("stay at or below %v: %s", [threshold, settings.metrics[metric].remediation]),
} if {
	some metric, value in measured
	settings.metrics[metric].better == "lower"
	plausible(metric, value)
	threshold := profile.thresholds[metric]
	not keeps_to("lower", value, threshold)
}

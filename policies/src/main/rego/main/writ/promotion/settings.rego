package writ.promotion

import data.writ.settings.promotion as settings
import data.writ.shape

# METADATA
# title: Unusable settings
# description: The settings that are missing or of the wrong type; a gate without its threshold must not stand open.
# scope: document
# custom:
#   controls:
#     - WRIT-15
#     - WRIT-18
unusable_settings contains sprintf("environments.%s.thresholds.%s", [environment, metric]) if {
	profile
	some metric in gated_metrics
	not has_threshold(metric)
}

unusable_settings contains sprintf("environments.%s.require", [environment]) if {
	profile
	not sound_requirements
}

unusable_settings contains sprintf("metrics.%s", [metric]) if {
	some metric in gated_metrics
	not described(metric)
}

# METADATA
# title: Described metric
# description: Holds when the settings say in which direction a metric gets better, its range, control and remediation.
# custom:
#   controls:
#     - WRIT-18
described(metric) if {
	description := settings.metrics[metric]
	description.better in {"higher", "lower"}
	is_number(description.lowest)
	is_number(description.highest)
	shape.filled_in(description.control)
	shape.filled_in(description.remediation)
}

# METADATA
# title: Metric has a threshold
# description: Holds when the environment has a number to compare the metric with.
# custom:
#   controls:
#     - WRIT-18
has_threshold(metric) if is_number(profile.thresholds[metric])

# METADATA
# title: Sound requirements
# description: Holds when the environment's approvals are a list, empty or not, that can be counted.
# custom:
#   controls:
#     - WRIT-11
#     - WRIT-18
sound_requirements if {
	is_array(profile.require)
	every requirement in profile.require {
		shape.filled_in(requirement.group)
		shape.whole(requirement.count)
		requirement.count > 0
		is_array(requirement.distinct_from)
		every party in requirement.distinct_from {
			party in {"author", "requester", "trainer"}
		}
	}
}

# METADATA
# title: Unusable settings
# description: A promotion is refused, not waved through, when its settings cannot be used.
# custom:
#   controls:
#     - WRIT-18
deny contains {
	"code": "promotion.settings.unusable",
	"message": sprintf("the policy setting `%s` is missing or of the wrong type", [setting]),
	"control": "WRIT-18",
	"remediation": sprintf(
		"correct `writ.settings.promotion.%s` in the bundle's data, test and activate the bundle again",
		[setting],
	),
} if {
	some setting in unusable_settings
}

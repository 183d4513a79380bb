package writ.promotion_test

import data.writ.fixtures_test as fixtures
import data.writ.promotion

shipped := data.writ.settings.promotion

# The shipped environments with one of them replaced as a whole.
environments_with(environment, profile) := object.union(
	object.remove(shipped.environments, [environment]),
	{environment: profile},
)

staging_thresholds(thresholds_of_staging) := environments_with(
	"staging",
	{"thresholds": thresholds_of_staging, "require": []},
)

production_require(require) := environments_with(
	"production",
	{"thresholds": shipped.environments.production.thresholds, "require": require},
)

unusable(setting, decision) if {
	fixtures.explained(decision)
	message := sprintf("the policy setting `%s` is missing or of the wrong type", [setting])
	message in {reason.message | some reason in decision.deny; reason.code == "promotion.settings.unusable"}
}

test_shipped_settings_are_usable if {
	every environment, _ in shipped.environments {
		found := promotion.unusable_settings with input as fixtures.staging
			with input.request.action.properties.environment as environment
		found == set()
	}
}

test_threshold_that_is_no_number_refuses if {
	every value in fixtures.no_number {
		spoilt := object.union(shipped.environments.staging.thresholds, {"memory_mb": value})
		decision := promotion.decision with input as fixtures.staging
			with data.writ.settings.promotion.environments as staging_thresholds(spoilt)
		unusable("environments.staging.thresholds.memory_mb", decision)
	}
}

test_forgotten_threshold_refuses if {
	every metric, _ in shipped.metrics {
		spoilt := object.remove(shipped.environments.staging.thresholds, [metric])
		decision := promotion.decision with input as fixtures.staging
			with data.writ.settings.promotion.environments as staging_thresholds(spoilt)
		unusable(sprintf("environments.staging.thresholds.%s", [metric]), decision)
	}
}

test_emptied_environment_refuses if {
	decision := promotion.decision with input as fixtures.staging
		with data.writ.settings.promotion.environments as environments_with("staging", {})
	unusable("environments.staging.require", decision)
	unusable("environments.staging.thresholds.accuracy", decision)
}

test_emptied_metrics_refuse if {
	decision := promotion.decision with input as fixtures.staging with data.writ.settings.promotion.metrics as {}
	every metric in ["accuracy", "fairness_gap", "latency_p95_ms", "memory_mb"] {
		unusable(sprintf("metrics.%s", [metric]), decision)
	}
}

test_metric_that_is_not_described_refuses if {
	every part, value in {
		"better": "sideways",
		"lowest": "0",
		"highest": null,
		"control": "",
		"remediation": [],
	} {
		description := object.union(shipped.metrics.accuracy, {part: value})
		decision := promotion.decision with input as fixtures.staging
			with data.writ.settings.promotion.metrics as object.union(shipped.metrics, {"accuracy": description})
		unusable("metrics.accuracy", decision)
	}
}

test_approvals_that_cannot_be_counted_refuse if {
	sound := {"group": "model-risk", "count": 2, "distinct_from": ["requester"]}
	every require in [
		null,
		{},
		sound,
		"model-risk",
		["model-risk"],
		[object.union(sound, {"group": ""})],
		[object.union(sound, {"group": ["model-risk"]})],
		[object.union(sound, {"count": 0})],
		[object.union(sound, {"count": -1})],
		[object.union(sound, {"count": 1.5})],
		[object.union(sound, {"count": "2"})],
		[object.union(sound, {"distinct_from": "requester"})],
		[object.union(sound, {"distinct_from": {"first": "requester"}})],
		[object.union(sound, {"distinct_from": ["everybody"]})],
		[object.remove(sound, ["distinct_from"])],
		[sound, null],
	] {
		decision := promotion.decision with input as fixtures.production
			with data.writ.settings.promotion.environments as production_require(require)
		unusable("environments.production.require", decision)
	}
}

test_further_environment_is_added_by_data_alone if {
	canary := {
		"thresholds": {"accuracy": 0.9, "fairness_gap": 0.03, "latency_p95_ms": 10, "memory_mb": 128},
		"require": [{"group": "on-call", "count": 1, "distinct_from": ["requester"]}],
	}
	decision := promotion.decision with input as fixtures.staging
		with input.request.action.properties.environment as "canary"
		with data.writ.settings.promotion.environments as environments_with("canary", canary)
	fixtures.accepted(decision)
	decision.require == canary.require
}

test_further_metric_is_added_by_data_alone if {
	metrics := object.union(shipped.metrics, {"robustness": {
		"better": "higher",
		"lowest": 0,
		"highest": 1,
		"control": "WRIT-12",
		"remediation": "train with perturbed inputs",
	}})
	thresholds_with_robustness := object.union(shipped.environments.staging.thresholds, {"robustness": 0.7})
	codes := {value: fixtures.codes(decision) |
		some value in [0.7, 0.69, "high"]
		decision := promotion.decision with input as fixtures.staging
			with input.facts.evidence as fixtures.with_metric("robustness", value)
			with data.writ.settings.promotion.metrics as metrics
			with data.writ.settings.promotion.environments as staging_thresholds(thresholds_with_robustness)
	}
	codes == {
		0.7: set(),
		0.69: {"promotion.robustness.below_minimum"},
		"high": {"promotion.robustness.not_a_number"},
	}
}

test_metric_without_a_threshold_refuses if {
	metrics := object.union(shipped.metrics, {"robustness": shipped.metrics.accuracy})
	decision := promotion.decision with input as fixtures.staging with data.writ.settings.promotion.metrics as metrics
	unusable("environments.staging.thresholds.robustness", decision)
}

# Only an approval that bars the trainer or the author asks who they are.
test_approval_that_bars_the_requester_only_needs_no_training_evidence if {
	require := [{"group": "model-risk", "count": 1, "distinct_from": ["requester"]}]
	decision := promotion.decision with input as fixtures.production
		with input.facts.evidence as [fixtures.evaluation, fixtures.reproducibility]
		with data.writ.settings.promotion.environments as production_require(require)
	fixtures.accepted(decision)
	decision.require == require
}

test_each_maker_who_is_barred_must_be_known if {
	every party in ["author", "trainer"] {
		require := [{"group": "model-risk", "count": 1, "distinct_from": [party]}]
		decision := promotion.decision with input as fixtures.production
			with input.facts.evidence as [fixtures.evaluation, fixtures.reproducibility]
			with data.writ.settings.promotion.environments as production_require(require)
		fixtures.refused_with(decision, {"evidence.training.missing"})
	}
}

# Every number is smaller than every string, and greater than null: neither is a threshold.
test_nothing_keeps_to_a_threshold_that_is_no_number if {
	every threshold in fixtures.no_number {
		not promotion.keeps_to("lower", 1, threshold)
		not promotion.keeps_to("higher", 1, threshold)
	}
}

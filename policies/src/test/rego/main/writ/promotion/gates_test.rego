package writ.promotion_test

import data.writ.fixtures_test as fixtures
import data.writ.promotion

# Thresholds of the tests' own, so that tuning the shipped ones breaks no test.
thresholds := {"accuracy": 0.85, "fairness_gap": 0.05, "latency_p95_ms": 20, "memory_mb": 256}

decide(records) := decision if {
	decision := promotion.decision with input as fixtures.staging
		with input.facts.evidence as records
		with data.writ.settings.promotion.environments as {"staging": {"thresholds": thresholds, "require": []}}
}

test_values_at_the_threshold_are_good_enough if {
	fixtures.accepted(decide(fixtures.with_metrics(thresholds)))
	every metric, threshold in thresholds {
		fixtures.accepted(decide(fixtures.with_metric(metric, threshold)))
	}
}

test_values_just_past_the_threshold_are_refused if {
	past := {"accuracy": 0.849999999, "fairness_gap": 0.050000001, "latency_p95_ms": 20.000001, "memory_mb": 256.0001}
	every metric, value in past {
		code := sprintf("promotion.%s.%s", [metric, failures[metric]])
		fixtures.refused_with(decide(fixtures.with_metric(metric, value)), {code})
	}
}

failures := {
	"accuracy": "below_minimum",
	"fairness_gap": "above_maximum",
	"latency_p95_ms": "above_maximum",
	"memory_mb": "above_maximum",
}

test_values_just_within_the_threshold_are_accepted if {
	within := {"accuracy": 0.850000001, "fairness_gap": 0.049999999, "latency_p95_ms": 19.999999, "memory_mb": 255.9999}
	every metric, value in within {
		fixtures.accepted(decide(fixtures.with_metric(metric, value)))
	}
}

test_best_possible_values_are_accepted if {
	best := {"accuracy": 1, "fairness_gap": 0, "latency_p95_ms": 0.0001, "memory_mb": 0.001}
	fixtures.accepted(decide(fixtures.with_metrics(best)))
}

test_worst_possible_values_are_refused if {
	worst := {"accuracy": 0, "fairness_gap": 1, "latency_p95_ms": 3600000, "memory_mb": 67108864}
	fixtures.refused_with(decide(fixtures.with_metrics(worst)), {
		"promotion.accuracy.below_minimum",
		"promotion.fairness_gap.above_maximum",
		"promotion.latency_p95_ms.above_maximum",
		"promotion.memory_mb.above_maximum",
	})
}

test_missing_metric_is_refused if {
	every metric, _ in thresholds {
		records := fixtures.with_metrics(object.remove(fixtures.good_metrics, [metric]))
		fixtures.refused_with(decide(records), {sprintf("promotion.%s.missing", [metric])})
	}
}

test_metric_in_other_letters_is_missing if {
	metrics := object.union(object.remove(fixtures.good_metrics, ["accuracy"]), {"Accuracy": 0.99, "accuracy ": 0.99})
	fixtures.refused_with(decide(fixtures.with_metrics(metrics)), {"promotion.accuracy.missing"})
}

test_metric_that_is_no_number_is_refused if {
	every metric, _ in thresholds {
		every value in fixtures.no_number {
			decision := decide(fixtures.with_metric(metric, value))
			fixtures.refused_with(decision, {sprintf("promotion.%s.not_a_number", [metric])})
		}
	}
}

test_implausible_metric_is_refused if {
	every metric, values in {
		"accuracy": [-0.000001, 1.000001, 91, 1e308, -1e308, 1e400],
		"fairness_gap": [-0.000001, -1, 1.000001, 1e308, -1e308, 1e400],
		"latency_p95_ms": [0, 0.00009, -0.000001, -1, 3600001, 1e308, -1e308, 1e400],
		"memory_mb": [0, 0.0009, -0.000001, -1, 67108865, 1e308, -1e308, 1e400],
	} {
		every value in values {
			decision := decide(fixtures.with_metric(metric, value))
			fixtures.refused_with(decision, {sprintf("promotion.%s.implausible", [metric])})
		}
	}
}

test_metrics_of_the_wrong_type_are_refused if {
	every metrics in [{}, [], [0.9], ["accuracy"], [fixtures.good_metrics], null, "accuracy", 0.9, true] {
		fixtures.refused_with(decide(fixtures.with_metrics(metrics)), {"evidence.evaluation.metrics_missing"})
	}
}

test_unknown_metrics_are_ignored if {
	fixtures.accepted(decide(fixtures.with_metric("vibes", "excellent")))
}

test_reasons_name_value_threshold_and_remedy if {
	decision := decide(fixtures.with_metrics({"accuracy": 0.79, "fairness_gap": "low", "latency_p95_ms": 35.5, "memory_mb": -1}))
	{reason.code: [reason.control, reason.message] | some reason in decision.deny} == {
		"promotion.accuracy.below_minimum": ["WRIT-12", "`accuracy` is 0.79, below the minimum 0.85 for `staging`"],
		"promotion.fairness_gap.not_a_number": [
			"WRIT-13",
			"`fairness_gap` in the evaluation evidence is of type `string`, not a number",
		],
		"promotion.latency_p95_ms.above_maximum": [
			"WRIT-12",
			"`latency_p95_ms` is 35.5, above the maximum 20 for `staging`",
		],
		"promotion.memory_mb.implausible": ["WRIT-12", "`memory_mb` is -1, outside its possible range of 0.001 to 67108864"],
	}
	every code, start in {
		"promotion.accuracy.below_minimum": "reach at least 0.85: retrain",
		"promotion.fairness_gap.not_a_number": "submit new evaluation evidence with `fairness_gap` as a JSON number",
		"promotion.latency_p95_ms.above_maximum": "stay at or below 20: simplify",
		"promotion.memory_mb.implausible": "check the unit and the measurement of `memory_mb`",
	} {
		startswith(fixtures.remediation(decision, code), start)
	}
}

test_missing_metric_names_the_threshold if {
	decision := decide(fixtures.with_metrics(object.remove(fixtures.good_metrics, ["accuracy"])))
	remediation := "measure `accuracy` and submit new evaluation evidence with it; the threshold for `staging` is 0.85"
	fixtures.remediation(decision, "promotion.accuracy.missing") == remediation
}

test_newest_measurement_wins_even_when_it_is_worse if {
	worse := fixtures.record(fixtures.evaluation_type, 12, {"metrics": object.union(fixtures.good_metrics, {"accuracy": 0.2})})
	every records in [array.concat(fixtures.evidence, [worse]), array.concat([worse], fixtures.evidence)] {
		fixtures.refused_with(decide(records), {"promotion.accuracy.below_minimum"})
	}
}

test_newest_measurement_wins_when_it_is_better if {
	worse := fixtures.record(fixtures.evaluation_type, 2, {"metrics": object.union(fixtures.good_metrics, {"accuracy": 0.2})})
	every records in [array.concat(fixtures.evidence, [worse]), array.concat([worse], fixtures.evidence)] {
		fixtures.accepted(decide(records))
	}
}

# What the newest measurement leaves out is not filled in from an older one.
test_measurements_are_not_merged if {
	partial_metrics := object.remove(fixtures.good_metrics, ["memory_mb"])
	newer := fixtures.record(fixtures.evaluation_type, 12, {"metrics": partial_metrics})
	fixtures.refused_with(decide(array.concat(fixtures.evidence, [newer])), {"promotion.memory_mb.missing"})
}

test_production_is_at_least_as_strict_as_staging if {
	environments := data.writ.settings.promotion.environments
	every metric, description in data.writ.settings.promotion.metrics {
		promotion.keeps_to(
			description.better,
			environments.production.thresholds[metric],
			environments.staging.thresholds[metric],
		)
	}
}

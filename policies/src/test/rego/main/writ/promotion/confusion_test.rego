package writ.promotion_test

import data.writ.fixtures_test as fixtures
import data.writ.promotion

none := {
	"evidence.evaluation.missing",
	"evidence.reproducibility.missing",
	"evidence.training.missing",
}

test_request_cannot_stand_in_for_evidence if {
	decision := promotion.decision with input as fixtures.without(fixtures.production, "facts/evidence")
		with input.request as {
			"subject": {"type": "user", "id": "rita", "properties": {"roles": ["admin"], "evidence": fixtures.evidence}},
			"action": {
				"name": "promote",
				"properties": {
					"environment": "production",
					"metrics": fixtures.good_metrics,
					"thresholds": {"accuracy": 0},
					"require": [],
				},
			},
			"resource": {
				"type": "model",
				"id": "home-mortgage:1.0.0",
				"properties": {
					"digest": fixtures.model_digest,
					"metrics": fixtures.good_metrics,
					"evidence": fixtures.evidence,
					"reproducibility": fixtures.good_reproducibility,
					"trainer": "theo",
					"author": "ada",
				},
			},
			"context": {"evidence": fixtures.evidence, "metrics": fixtures.good_metrics, "facts": fixtures.production.facts},
			"facts": fixtures.production.facts,
			"evidence": fixtures.evidence,
			"metrics": fixtures.good_metrics,
		}
	fixtures.refused_with(decision, none)
}

test_metrics_in_the_request_do_not_improve_the_measured_ones if {
	slow := fixtures.with_metric("latency_p95_ms", 900)
	decision := promotion.decision with input as fixtures.staging
		with input.facts.evidence as slow
		with input.request.resource.properties.metrics as fixtures.good_metrics
		with input.request.action.properties.metrics as fixtures.good_metrics
		with input.request.context as {"metrics": fixtures.good_metrics, "latency_p95_ms": 0.1}
	fixtures.refused_with(decision, {"promotion.latency_p95_ms.above_maximum"})
}

test_evidence_beside_the_facts_counts_for_nothing if {
	decision := promotion.decision with input as fixtures.without(fixtures.production, "facts/evidence")
		with input.evidence as fixtures.evidence
		with input.metrics as fixtures.good_metrics
	fixtures.refused_with(decision, none)
}

test_evidence_of_another_type_counts_for_nothing if {
	predicate := {"metrics": fixtures.good_metrics}
	wrong := [
		fixtures.record("https://writ.dev/evidence/training/v1", 5, predicate),
		fixtures.record("https://writ.dev/evidence/evaluation/v0", 6, predicate),
		fixtures.record("https://in-toto.io/attestation/test-result/v0.1", 7, predicate),
		fixtures.record("https://writ.dev/evidence/reproducibility/v1", 8, predicate),
	]
	decision := promotion.decision with input as fixtures.staging with input.facts.evidence as wrong
	fixtures.explained(decision)
	"evidence.evaluation.missing" in fixtures.codes(decision)
}

test_one_record_cannot_be_everything if {
	everything := object.union(fixtures.good_reproducibility, {
		"metrics": fixtures.good_metrics,
		"trainer": "theo",
		"author": "ada",
	})
	decision := promotion.decision with input as fixtures.production
		with input.facts.evidence as [fixtures.record(fixtures.evaluation_type, 6, everything)]
	fixtures.refused_with(decision, {"evidence.reproducibility.missing", "evidence.training.missing"})
}

test_duplicate_of_the_newest_evidence_refuses if {
	good := fixtures.record(fixtures.evaluation_type, 9, {"metrics": fixtures.good_metrics})
	bad := fixtures.record(fixtures.evaluation_type, 9, {"metrics": {"accuracy": 0.1}})
	every records in [[bad, good], [good, bad]] {
		decision := promotion.decision with input as fixtures.staging
			with input.facts.evidence as array.concat(records, [fixtures.reproducibility])
		fixtures.refused_with(decision, {"evidence.evaluation.missing", "evidence.record.malformed"})
	}
}

test_copied_record_refuses if {
	decision := promotion.decision with input as fixtures.staging
		with input.facts.evidence as array.concat(fixtures.evidence, fixtures.evidence)
	fixtures.explained(decision)
	"evidence.record.malformed" in fixtures.codes(decision)
}

test_huge_ledger_index_does_not_hide_a_malformed_record if {
	every index in ["99", 1.5, -1, null, [99], {"n": 99}, true] {
		spoilt := object.union(fixtures.evaluation, {"ledger_index": index})
		decision := promotion.decision with input as fixtures.staging
			with input.facts.evidence as array.concat(fixtures.evidence, [spoilt])
		fixtures.refused_with(decision, {"evidence.record.malformed"})
	}
}

test_neighbouring_huge_indexes_are_told_apart if {
	bad := fixtures.record(fixtures.evaluation_type, 9007199254740993, {"metrics": object.union(
		fixtures.good_metrics,
		{"accuracy": 0.1},
	)})
	good := fixtures.record(fixtures.evaluation_type, 9007199254740992, {"metrics": fixtures.good_metrics})
	decision := promotion.decision with input as fixtures.staging
		with input.facts.evidence as [bad, good, fixtures.reproducibility]
	fixtures.refused_with(decision, {"promotion.accuracy.below_minimum"})
}

test_evidence_of_the_wrong_type_is_refused if {
	every value in [true, "x", 7, {}, {"0": fixtures.evaluation}, {fixtures.evaluation_type: fixtures.evaluation}] {
		decision := promotion.decision with input as fixtures.production with input.facts.evidence as value
		fixtures.refused_with(decision, none | {"evidence.record.malformed"})
	}
}

test_facts_of_the_wrong_type_are_refused if {
	every value in [null, true, "x", 7, [], [fixtures.production.facts], {}] {
		decision := promotion.decision with input as fixtures.production with input.facts as value
		fixtures.refused_with(decision, none | {"principal.unknown"})
	}
}

test_role_name_as_an_id_grants_nothing if {
	decision := promotion.decision with input as fixtures.staging
		with input.facts.principal as {"id": "rita", "kind": "human", "requester": true, "role": "requester"}
	fixtures.refused_with(decision, {"principal.role_missing"})
}

test_another_principals_facts_are_refused if {
	decision := promotion.decision with input as fixtures.staging with input.facts.principal.id as "mallory"
	fixtures.refused_with(decision, {"principal.unknown"})
}

test_caller_does_not_stand_in_for_the_principal if {
	decision := promotion.decision with input as fixtures.without(fixtures.staging, "facts/principal")
		with input.facts.caller as fixtures.staging.facts.principal
	fixtures.refused_with(decision, {"principal.unknown"})
}

test_input_of_the_wrong_type_is_refused if {
	every value in [null, true, 0, "promote", [], {"request": null, "facts": null}, {"request": [], "facts": []}] {
		decision := promotion.decision with input as value
		fixtures.explained(decision)
	}
}

# With the reasons taken away, what is missing still does not allow.
test_absence_of_reasons_is_not_enough if {
	every document in [
		object.union(fixtures.production, {"request": {"action": {"name": "publish"}}}),
		object.union(fixtures.production, {"request": {"action": {"properties": {"environment": "test"}}}}),
		object.union(fixtures.production, {"request": {"resource": {"type": "dataset"}}}),
		object.union(fixtures.production, {"request": {"resource": {"id": "credit-line:2.0.0"}}}),
		object.union(fixtures.production, {"facts": {"principal": {"roles": ["analyst"]}}}),
		object.union(fixtures.production, {"facts": {"evidence": [fixtures.evaluation, fixtures.reproducibility]}}),
		object.union(fixtures.production, {"facts": {"evidence": [fixtures.training, fixtures.reproducibility]}}),
		object.union(fixtures.production, {"facts": {"evidence": [fixtures.training, fixtures.evaluation]}}),
		object.union(fixtures.production, {"facts": {"evidence": fixtures.with_metric("accuracy", 0.1)}}),
		object.union(fixtures.production, {"facts": {"evidence": fixtures.with_metric("accuracy", 91)}}),
		object.union(fixtures.production, {"facts": {"evidence": fixtures.with_metric("memory_mb", null)}}),
		object.union(fixtures.production, {"facts": {"evidence": fixtures.with_metric("latency_p95_ms", -1)}}),
		object.union(fixtures.production, {"facts": {"evidence": fixtures.with_reproducibility({"seed": 42})}}),
		object.union(fixtures.production, {"facts": {"evidence": fixtures.with_training({"author": "ada"})}}),
		object.union(fixtures.production, {"facts": {"evidence": fixtures.with_training({"trainer": "theo"})}}),
	] {
		decision := promotion.decision with input as document with data.writ.promotion.deny as set()
		decision == {"allow": false, "deny": [], "require": [], "obligations": []}
	}
	decision := promotion.decision with input as fixtures.production with data.writ.promotion.deny as set()
	fixtures.accepted(decision)
}

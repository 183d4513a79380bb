package writ.promotion_test

import data.writ.fixtures_test as fixtures
import data.writ.promotion

test_promotion_to_staging_needs_nobody if {
	decision := promotion.decision with input as fixtures.staging
	fixtures.accepted(decision)
	decision.require == []
	decision.obligations == []
}

test_promotion_to_production_needs_two_people if {
	decision := promotion.decision with input as fixtures.production
	fixtures.accepted(decision)
	decision.require == [{"group": "model-risk", "count": 2, "distinct_from": ["requester", "trainer", "author"]}]
}

test_each_role_of_the_settings_may_promote if {
	every role in data.writ.settings.promotion.roles {
		decision := promotion.decision with input as fixtures.staging with input.facts.principal.roles as [role]
		fixtures.accepted(decision)
	}
}

test_overdue_review_blocks_the_team if {
	every document in [fixtures.staging, fixtures.production] {
		decision := promotion.decision with input as document
			with input.facts.overdue_reviews as ["0199f0c2-7d2e-7a51-9c3e-3b0c6f1d2a44"]
		fixtures.refused_with(decision, {"promotion.review.overdue"})
		contains(
			fixtures.remediation(decision, "promotion.review.overdue"),
			"/change-requests/0199f0c2-7d2e-7a51-9c3e-3b0c6f1d2a44/review",
		)
	}
}

test_no_overdue_review_blocks_nothing if {
	decision := promotion.decision with input as fixtures.staging with input.facts.overdue_reviews as []
	fixtures.accepted(decision)
}

test_overdue_reviews_of_the_wrong_type_open_nothing if {
	every value in [null, true, 0, "", "none", {}] {
		decision := promotion.decision with input as fixtures.staging with input.facts.overdue_reviews as value
		decision.allow == false
	}
}

test_empty_input_is_explained if {
	decision := promotion.decision with input as {}
	fixtures.refused_with(decision, {
		"evidence.digest.missing",
		"principal.unknown",
		"promotion.environment.missing",
		"request.unsupported",
	})
}

test_other_action_is_refused if {
	every name in ["publish", "Promote", "promote ", null, ["promote"], {"promote": true}] {
		decision := promotion.decision with input as fixtures.staging with input.request.action.name as name
		fixtures.refused_with(decision, {"request.unsupported"})
	}
}

test_other_resource_type_is_refused if {
	decision := promotion.decision with input as fixtures.staging with input.request.resource.type as "dataset"
	fixtures.refused_with(decision, {"request.unsupported"})
}

test_unknown_principal_is_refused if {
	decision := promotion.decision with input as fixtures.without(fixtures.staging, "facts/principal")
	fixtures.refused_with(decision, {"principal.unknown"})
}

test_principal_without_the_role_is_refused if {
	every roles in [["admin"], ["producer"], ["auditor"], [], null, "requester", {"requester": "requester"}, [["requester"]]] {
		decision := promotion.decision with input as fixtures.staging with input.facts.principal.roles as roles
		fixtures.refused_with(decision, {"principal.role_missing"})
	}
}

test_missing_environment_is_refused if {
	every document in [
		fixtures.without(fixtures.staging, "request/action/properties"),
		fixtures.without(fixtures.staging, "request/action/properties/environment"),
	] {
		decision := promotion.decision with input as document
		fixtures.refused_with(decision, {"promotion.environment.missing"})
		fixtures.remediation(decision, "promotion.environment.missing") == "send one of: production, staging"
	}
}

test_environment_of_the_wrong_type_is_refused if {
	profile := data.writ.settings.promotion.environments.staging
	every value in [null, true, 0, ["staging"], {"staging": true}, {"name": "staging"}, profile] {
		decision := promotion.decision with input as fixtures.staging
			with input.request.action.properties.environment as value
		fixtures.refused_with(decision, {"promotion.environment.missing"})
	}
}

test_unknown_environment_is_refused if {
	every value in ["", "test", "Staging", "PRODUCTION", " production", "production\n", "prod", "staging/production", "*"] {
		decision := promotion.decision with input as fixtures.staging
			with input.request.action.properties.environment as value
		fixtures.refused_with(decision, {"promotion.environment.unknown"})
	}
}

test_environment_elsewhere_in_the_request_counts_for_nothing if {
	decision := promotion.decision with input as fixtures.without(fixtures.staging, "request/action/properties")
		with input.request.context as {"environment": "staging"}
		with input.request.action.environment as "staging"
	fixtures.refused_with(decision, {"promotion.environment.missing"})
}

test_missing_digest_is_refused if {
	decision := promotion.decision with input as fixtures.without(fixtures.staging, "request/resource/properties")
	fixtures.refused_with(decision, {"evidence.digest.missing"})
}

test_malformed_digest_is_refused if {
	every digest in ["", "sha256:abc", upper(fixtures.model_digest), concat("", [fixtures.model_digest, "\n"])] {
		decision := promotion.decision with input as fixtures.staging
			with input.request.resource.properties.digest as digest
		fixtures.refused_with(decision, {"evidence.digest.malformed"})
	}
}

test_evidence_for_another_digest_is_refused if {
	decision := promotion.decision with input as fixtures.production
		with input.request.resource.properties.digest as fixtures.other_digest
	fixtures.refused_with(decision, {
		"evidence.evaluation.missing",
		"evidence.record.malformed",
		"evidence.reproducibility.missing",
		"evidence.training.missing",
	})
}

test_staging_does_not_ask_for_training_evidence if {
	decision := promotion.decision with input as fixtures.staging
		with input.facts.evidence as [fixtures.evaluation, fixtures.reproducibility]
	fixtures.accepted(decision)
}

test_production_asks_for_training_evidence if {
	decision := promotion.decision with input as fixtures.production
		with input.facts.evidence as [fixtures.evaluation, fixtures.reproducibility]
	fixtures.refused_with(decision, {"evidence.training.missing"})
}

test_production_asks_who_trained_and_wrote_it if {
	decision := promotion.decision with input as fixtures.production
		with input.facts.evidence as fixtures.with_training({"trainer": "", "author": ["ada"]})
	fixtures.refused_with(decision, {"evidence.training.author_missing", "evidence.training.trainer_missing"})
}

test_missing_evaluation_evidence_is_refused if {
	decision := promotion.decision with input as fixtures.staging
		with input.facts.evidence as [fixtures.training, fixtures.reproducibility]
	fixtures.refused_with(decision, {"evidence.evaluation.missing"})
}

test_other_name_is_refused if {
	every name in ["credit-line:2.0.0", "Home-Mortgage:1.0.0", "home-mortgage", "home-mortgage:1.0.0 ", "", null, ["home-mortgage:1.0.0"]] {
		decision := promotion.decision with input as fixtures.production with input.request.resource.id as name
		fixtures.refused_with(decision, {"evidence.evaluation.other_name"})
	}
	decision := promotion.decision with input as fixtures.production with input.request.resource.id as "credit-line:2.0.0"
	message := "the digest was evaluated as `home-mortgage:1.0.0`, not as `credit-line:2.0.0`"
	fixtures.message(decision, "evidence.evaluation.other_name") == message
}

test_name_of_other_evidence_is_not_an_evaluated_name if {
	renamed := [object.union(entry, {"subject_name": "credit-line:2.0.0"}) |
		some entry in [fixtures.training, fixtures.reproducibility]
	]
	decision := promotion.decision with input as fixtures.production
		with input.request.resource.id as "credit-line:2.0.0"
		with input.facts.evidence as array.concat(renamed, [fixtures.evaluation])
	fixtures.refused_with(decision, {"evidence.evaluation.other_name"})
}

# One artifact may have two names, but a name brings no gentler measurement with it.
test_further_name_is_accepted_with_the_newest_metrics if {
	renamed := object.union(fixtures.evaluation, {"id": "renamed", "subject_name": "mortgage:7", "ledger_index": 4})
	worse := object.union(renamed, {"id": "worse", "ledger_index": 9, "predicate": {"metrics": {"accuracy": 0.1}}})
	outcomes := [fixtures.codes(decision) |
		some records in [[renamed], [renamed, worse]]
		some name in ["home-mortgage:1.0.0", "mortgage:7"]
		decision := promotion.decision with input as fixtures.staging
			with input.request.resource.id as name
			with input.facts.evidence as array.concat(fixtures.evidence, records)
	]
	refused := {"promotion.accuracy.below_minimum"}
	outcomes == [set(), set(), refused, refused]
}

test_missing_reproducibility_evidence_is_refused if {
	decision := promotion.decision with input as fixtures.staging
		with input.facts.evidence as [fixtures.training, fixtures.evaluation]
	fixtures.refused_with(decision, {"evidence.reproducibility.missing"})
}

test_incomplete_reproducibility_evidence_is_refused if {
	predicate := {"seed": "42", "code_version": fixtures.good_reproducibility.code_version, "data_digest": "sha256:1"}
	decision := promotion.decision with input as fixtures.staging
		with input.facts.evidence as fixtures.with_reproducibility(predicate)
	fixtures.refused_with(decision, {
		"evidence.reproducibility.data_digest_malformed",
		"evidence.reproducibility.lock_file_digest_missing",
		"evidence.reproducibility.seed_malformed",
	})
}

test_several_reasons_are_all_told_in_a_fixed_order if {
	slow := object.union(fixtures.good_metrics, {"latency_p95_ms": 75.5, "accuracy": 0.5})
	decision := promotion.decision with input as fixtures.staging
		with input.facts.evidence as [fixtures.record(fixtures.evaluation_type, 3, {"metrics": slow})]
	fixtures.explained(decision)
	[reason.code | some reason in decision.deny] == [
		"evidence.reproducibility.missing",
		"promotion.accuracy.below_minimum",
		"promotion.latency_p95_ms.above_maximum",
	]
}

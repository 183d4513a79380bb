package writ.model.publish_test

import data.writ.fixtures_test as fixtures
import data.writ.model.publish

test_publication_with_all_evidence_is_allowed if {
	decision := publish.decision with input as fixtures.publish
	fixtures.accepted(decision)
	decision.require == []
	decision.obligations == []
}

test_each_role_of_the_settings_may_publish if {
	every role in data.writ.settings.publish.roles {
		decision := publish.decision with input as fixtures.publish with input.facts.principal.roles as [role]
		fixtures.accepted(decision)
	}
}

test_empty_input_is_explained if {
	decision := publish.decision with input as {}
	fixtures.refused_with(decision, {"evidence.digest.missing", "principal.unknown", "request.unsupported"})
}

test_other_action_is_refused if {
	every name in ["promote", "Publish", null, ["publish"]] {
		decision := publish.decision with input as fixtures.publish with input.request.action.name as name
		fixtures.refused_with(decision, {"request.unsupported"})
	}
}

test_other_resource_type_is_refused if {
	decision := publish.decision with input as fixtures.publish with input.request.resource.type as "dataset"
	fixtures.refused_with(decision, {"request.unsupported"})
}

test_unknown_principal_is_refused if {
	decision := publish.decision with input as fixtures.without(fixtures.publish, "facts/principal")
	fixtures.refused_with(decision, {"principal.unknown"})
}

test_principal_without_the_role_is_refused if {
	decision := publish.decision with input as fixtures.publish with input.facts.principal.roles as ["admin", "auditor"]
	fixtures.refused_with(decision, {"principal.role_missing"})
	message := "`rita` holds none of the roles that may ask for this: data-scientist, ml-engineer, release-manager, requester"
	fixtures.message(decision, "principal.role_missing") == message
}

test_missing_digest_is_refused if {
	every document in [
		fixtures.without(fixtures.publish, "request/resource/properties"),
		fixtures.without(fixtures.publish, "request/resource/properties/digest"),
		object.union(fixtures.publish, {"request": {"resource": {"properties": {"digest": null}}}}),
		object.union(fixtures.publish, {"request": {"resource": {"properties": {"digest": [fixtures.model_digest]}}}}),
		object.union(fixtures.publish, {"request": {"resource": {"properties": fixtures.model_digest}}}),
	] {
		decision := publish.decision with input as document
		fixtures.refused_with(decision, {"evidence.digest.missing"})
	}
}

test_malformed_digest_is_refused if {
	every digest in ["", "sha256:abc", upper(fixtures.model_digest), concat("", [fixtures.model_digest, "\n"])] {
		decision := publish.decision with input as fixtures.publish
			with input.request.resource.properties.digest as digest
		fixtures.refused_with(decision, {"evidence.digest.malformed"})
	}
}

test_placeholder_digest_is_refused_even_with_evidence_for_it if {
	every digest in data.writ.settings.evidence.placeholder_digests {
		decision := publish.decision with input as fixtures.publish
			with input.request.resource.properties.digest as digest
			with input.facts.evidence as [object.union(entry, {"digest": digest}) | some entry in fixtures.evidence]
		fixtures.refused_with(decision, {"evidence.digest.malformed"})
	}
}

test_evidence_for_another_digest_is_refused if {
	decision := publish.decision with input as fixtures.publish
		with input.request.resource.properties.digest as fixtures.other_digest
	fixtures.refused_with(decision, {
		"evidence.evaluation.missing",
		"evidence.record.malformed",
		"evidence.reproducibility.missing",
		"evidence.training.missing",
	})
}

test_without_evidence_each_kind_is_missing if {
	every value in [[], null] {
		decision := publish.decision with input as fixtures.publish with input.facts.evidence as value
		fixtures.refused_with(decision, {
			"evidence.evaluation.missing",
			"evidence.reproducibility.missing",
			"evidence.training.missing",
		})
	}
}

test_missing_training_evidence_is_refused if {
	decision := publish.decision with input as fixtures.publish
		with input.facts.evidence as [fixtures.evaluation, fixtures.reproducibility]
	fixtures.refused_with(decision, {"evidence.training.missing"})
}

test_unnamed_trainer_is_refused if {
	every trainer in array.concat(fixtures.no_text, [" ", "\t\n"]) {
		decision := publish.decision with input as fixtures.publish
			with input.facts.evidence as fixtures.with_training({"author": "ada", "trainer": trainer})
		fixtures.refused_with(decision, {"evidence.training.trainer_missing"})
	}
}

test_unnamed_author_is_refused if {
	every author in array.concat(fixtures.no_text, [" ", "\t\n"]) {
		decision := publish.decision with input as fixtures.publish
			with input.facts.evidence as fixtures.with_training({"author": author, "trainer": "theo"})
		fixtures.refused_with(decision, {"evidence.training.author_missing"})
	}
}

test_training_evidence_without_people_is_refused if {
	decision := publish.decision with input as fixtures.publish with input.facts.evidence as fixtures.with_training({})
	fixtures.refused_with(decision, {"evidence.training.author_missing", "evidence.training.trainer_missing"})
	fixtures.message(decision, "evidence.training.trainer_missing") == "the training evidence names no `trainer`"
}

test_missing_evaluation_evidence_is_refused if {
	decision := publish.decision with input as fixtures.publish
		with input.facts.evidence as [fixtures.training, fixtures.reproducibility]
	fixtures.refused_with(decision, {"evidence.evaluation.missing"})
}

test_evaluation_without_metrics_is_refused if {
	every metrics in [{}, [], [0.9], null, "accuracy", 0.9, true] {
		decision := publish.decision with input as fixtures.publish
			with input.facts.evidence as fixtures.with_metrics(metrics)
		fixtures.refused_with(decision, {"evidence.evaluation.metrics_missing"})
	}
}

test_metric_that_is_no_number_is_refused if {
	every value in fixtures.no_number {
		decision := publish.decision with input as fixtures.publish
			with input.facts.evidence as fixtures.with_metric("vibes", value)
		fixtures.refused_with(decision, {"publish.metric.not_a_number"})
	}
}

test_each_metric_that_is_no_number_is_named if {
	decision := publish.decision with input as fixtures.publish
		with input.facts.evidence as fixtures.with_metrics({"accuracy": "0.9", "recall": null, "precision": 0.9})
	{reason.message | some reason in decision.deny} == {
		"`accuracy` in the evaluation evidence is of type `string`, not a number",
		"`recall` in the evaluation evidence is of type `null`, not a number",
	}
}

test_any_metric_may_be_published if {
	decision := publish.decision with input as fixtures.publish
		with input.facts.evidence as fixtures.with_metrics({"recall": 0.3})
	fixtures.accepted(decision)
}

test_other_name_is_refused if {
	decision := publish.decision with input as fixtures.publish with input.request.resource.id as "credit-line:2.0.0"
	fixtures.refused_with(decision, {"evidence.evaluation.other_name"})
}

test_missing_reproducibility_evidence_is_refused if {
	decision := publish.decision with input as fixtures.publish
		with input.facts.evidence as [fixtures.training, fixtures.evaluation]
	fixtures.refused_with(decision, {"evidence.reproducibility.missing"})
}

test_newest_evidence_wins_even_when_it_is_worse if {
	worse := fixtures.record(fixtures.training_type, 9, {"trainer": "theo"})
	decision := publish.decision with input as fixtures.publish
		with input.facts.evidence as array.concat(fixtures.evidence, [worse])
	fixtures.refused_with(decision, {"evidence.training.author_missing"})
}

test_evidence_in_the_request_counts_for_nothing if {
	decision := publish.decision with input as fixtures.without(fixtures.publish, "facts/evidence")
		with input.request.evidence as fixtures.evidence
		with input.request.context as {"evidence": fixtures.evidence, "trainer": "theo", "author": "ada"}
		with input.request.facts as fixtures.publish.facts
		with input.request.resource.properties as {
			"digest": fixtures.model_digest,
			"evidence": fixtures.evidence,
			"metrics": fixtures.good_metrics,
			"trainer": "theo",
			"author": "ada",
			"reproducibility": fixtures.good_reproducibility,
		}
	fixtures.refused_with(decision, {
		"evidence.evaluation.missing",
		"evidence.reproducibility.missing",
		"evidence.training.missing",
	})
}

test_input_of_the_wrong_type_is_refused if {
	every value in [null, true, 0, "publish", [], {"request": null, "facts": null}, {"request": [], "facts": []}] {
		decision := publish.decision with input as value
		fixtures.explained(decision)
	}
}

# With the reasons taken away, what is missing still does not allow.
test_absence_of_reasons_is_not_enough if {
	every document in [
		object.union(fixtures.publish, {"request": {"action": {"name": "promote"}}}),
		object.union(fixtures.publish, {"request": {"resource": {"type": "dataset"}}}),
		object.union(fixtures.publish, {"request": {"resource": {"id": "credit-line:2.0.0"}}}),
		object.union(fixtures.publish, {"facts": {"principal": {"roles": ["analyst"]}}}),
		object.union(fixtures.publish, {"facts": {"evidence": [fixtures.evaluation, fixtures.reproducibility]}}),
		object.union(fixtures.publish, {"facts": {"evidence": [fixtures.training, fixtures.reproducibility]}}),
		object.union(fixtures.publish, {"facts": {"evidence": [fixtures.training, fixtures.evaluation]}}),
		object.union(fixtures.publish, {"facts": {"evidence": fixtures.with_metrics({})}}),
		object.union(fixtures.publish, {"facts": {"evidence": fixtures.with_reproducibility({"seed": 42})}}),
		object.union(fixtures.publish, {"facts": {"evidence": fixtures.with_training({"author": "ada"})}}),
		object.union(fixtures.publish, {"facts": {"evidence": fixtures.with_training({"trainer": "theo"})}}),
	] {
		decision := publish.decision with input as document with data.writ.model.publish.deny as set()
		decision == {"allow": false, "deny": [], "require": [], "obligations": []}
	}
	decision := publish.decision with input as fixtures.publish with data.writ.model.publish.deny as set()
	fixtures.accepted(decision)
}

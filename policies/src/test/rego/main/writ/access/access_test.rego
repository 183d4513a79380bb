package writ.access_test

import data.writ.access
import data.writ.fixtures_test as fixtures

test_permitted_read_is_allowed if {
	decision := access.decision with input as fixtures.read
	fixtures.accepted(decision)
	decision.require == []
}

test_every_refusal_is_explained_on_empty_input if {
	decision := access.decision with input as {}
	fixtures.refused_with(decision, {
		"access.dataset.unregistered",
		"access.purpose.missing",
		"principal.unknown",
		"request.unsupported",
	})
}

test_other_action_is_refused if {
	every name in ["write", "Read", "READ", "read ", "", null, ["read"], {"read": true}] {
		decision := access.decision with input as fixtures.read with input.request.action.name as name
		fixtures.refused_with(decision, {"request.unsupported"})
	}
}

test_other_resource_type_is_refused if {
	decision := access.decision with input as fixtures.read with input.request.resource.type as "model"
	fixtures.refused_with(decision, {"request.unsupported"})
	message := "this rule decides `read` on a `dataset`, not `read` on a `model`"
	fixtures.message(decision, "request.unsupported") == message
}

test_unknown_principal_is_refused if {
	decision := access.decision with input as fixtures.without(fixtures.read, "facts/principal")
	fixtures.refused_with(decision, {"principal.unknown"})
	fixtures.message(decision, "principal.unknown") == "the service knows no principal `dana`"
}

test_principal_other_than_the_subject_is_refused if {
	decision := access.decision with input as fixtures.read with input.request.subject.id as "eve"
	fixtures.refused_with(decision, {"principal.unknown"})
}

test_unregistered_dataset_is_refused if {
	decision := access.decision with input as fixtures.without(fixtures.read, "facts/dataset")
	fixtures.refused_with(decision, {"access.dataset.unregistered"})
	fixtures.message(decision, "access.dataset.unregistered") == "no data set `loans` is registered"
}

test_facts_about_another_dataset_are_refused if {
	decision := access.decision with input as fixtures.read with input.request.resource.id as "payroll"
	fixtures.refused_with(decision, {"access.dataset.unregistered"})
}

test_missing_purpose_is_refused if {
	decision := access.decision with input as fixtures.without(fixtures.read, "request/context")
	fixtures.refused_with(decision, {"access.purpose.missing"})
}

test_unregistered_purpose_is_refused if {
	decision := access.decision with input as fixtures.read with input.request.context.purpose as "marketing"
	fixtures.refused_with(decision, {"access.purpose.not_registered", "access.purpose.reserved"})
	message := "`marketing` is not a purpose that `loans` was registered for"
	fixtures.message(decision, "access.purpose.not_registered") == message
	remediation := "use one of its purposes (fraud-investigation, model-training), or ask its steward to register this one"
	fixtures.remediation(decision, "access.purpose.not_registered") == remediation
}

test_only_purposes_that_are_text_are_offered if {
	decision := access.decision with input as fixtures.read
		with input.request.context.purpose as "curiosity"
		with input.facts.dataset.purposes as [1, "model-training", null, ["fraud-investigation"]]
	fixtures.refused_with(decision, {"access.purpose.not_registered"})
	remediation := "use one of its purposes (model-training), or ask its steward to register this one"
	fixtures.remediation(decision, "access.purpose.not_registered") == remediation
}

test_dataset_without_purposes_is_refused if {
	decision := access.decision with input as fixtures.read with input.facts.dataset.purposes as []
	fixtures.refused_with(decision, {"access.purpose.not_registered"})
}

test_reserved_purpose_needs_its_role if {
	decision := access.decision with input as fixtures.read with input.request.context.purpose as "fraud-investigation"
	fixtures.refused_with(decision, {"access.purpose.reserved"})
}

test_reserved_purpose_is_not_told_to_a_role_that_is_not_cleared if {
	decision := access.decision with input as fixtures.read
		with input.request.context.purpose as "fraud-investigation"
		with input.facts.principal.roles as ["analyst"]
	fixtures.refused_with(decision, {"access.role.not_permitted"})
}

test_reserved_purpose_is_open_to_its_role if {
	decision := access.decision with input as fixtures.read
		with input.request.context.purpose as "fraud-investigation"
		with input.facts.principal.roles as ["fraud-analyst"]
	fixtures.accepted(decision)
}

# One role fits the data, another one the purpose, and none fits both.
test_roles_do_not_add_up if {
	decision := access.decision with input as fixtures.read
		with input.request.context.purpose as "fraud-investigation"
		with input.facts.dataset.classification as "restricted"
		with input.facts.principal.roles as ["fraud-analyst", "restricted-reader"]
	fixtures.refused_with(decision, {"access.purpose.reserved"})
}

test_role_must_fit_the_classification if {
	decision := access.decision with input as fixtures.read with input.facts.principal.roles as ["analyst"]
	fixtures.refused_with(decision, {"access.role.not_permitted"})
	fixtures.message(decision, "access.role.not_permitted") == "no role of `dana` may read `confidential` data"
}

test_classification_decides_for_each_role if {
	expected := {
		"analyst": {"internal", "public"},
		"data-scientist": {"confidential", "internal", "public"},
		"privacy-officer": {"confidential", "internal", "public", "restricted"},
		"requester": {"public"},
		"restricted-reader": {"confidential", "internal", "public", "restricted"},
		"admin": set(),
		"nobody": set(),
	}
	every role, classifications in expected {
		allowed := {classification |
			some classification in ["public", "internal", "confidential", "restricted"]
			access.allow with input as fixtures.read
				with input.facts.principal.roles as [role]
				with input.facts.dataset.classification as classification
		}
		allowed == classifications
	}
}

test_restricted_needs_an_explicit_role if {
	decision := access.decision with input as fixtures.read with input.facts.dataset.classification as "restricted"
	fixtures.refused_with(decision, {"access.role.explicit_grant_missing"})
	message := "`restricted` data needs a role that names it, and `dana` holds none"
	fixtures.message(decision, "access.role.explicit_grant_missing") == message
}

test_restricted_is_open_to_its_role if {
	decision := access.decision with input as fixtures.read
		with input.facts.dataset.classification as "restricted"
		with input.facts.principal.roles as ["restricted-reader"]
	fixtures.accepted(decision)
}

test_unknown_classification_is_refused if {
	every classification in ["secret", "Public", "PUBLIC", ""] {
		decision := access.decision with input as fixtures.read
			with input.facts.dataset.classification as classification
		fixtures.refused_with(decision, {"access.classification.unknown"})
	}
}

test_other_region_is_refused if {
	decision := access.decision with input as fixtures.read with input.facts.principal.attributes.region as "us"
	fixtures.refused_with(decision, {"access.region.mismatch"})
	message := "`dana` is in `us`, and `loans` must stay in `eu`"
	fixtures.message(decision, "access.region.mismatch") == message
}

test_region_is_compared_exactly if {
	decision := access.decision with input as fixtures.read with input.facts.principal.attributes.region as "EU"
	fixtures.refused_with(decision, {"access.region.mismatch"})
}

test_other_region_reads_anonymised_data if {
	decision := access.decision with input as fixtures.read
		with input.facts.principal.attributes.region as "us"
		with input.facts.dataset.anonymised as true
	fixtures.accepted(decision)
}

test_unknown_region_is_refused if {
	decision := access.decision with input as fixtures.without(fixtures.read, "facts/principal/attributes")
	fixtures.refused_with(decision, {"access.region.unknown"})
}

test_unknown_region_reads_anonymised_data if {
	spoilt := fixtures.without(fixtures.read, "facts/principal/attributes")
	decision := access.decision with input as spoilt with input.facts.dataset.anonymised as true
	fixtures.accepted(decision)
}

test_region_in_the_request_counts_for_nothing if {
	decision := access.decision with input as fixtures.read
		with input.facts.principal.attributes.region as "us"
		with input.request.subject.properties as {"region": "eu", "roles": ["privacy-officer"]}
		with input.request.resource.properties as {"anonymised": true, "region": "us", "classification": "public"}
		with input.request.context.anonymised as true
	fixtures.refused_with(decision, {"access.region.mismatch"})
}

test_several_reasons_are_all_told if {
	decision := access.decision with input as fixtures.read
		with input.request.context.purpose as "curiosity"
		with input.facts.principal.attributes.region as "us"
		with input.facts.dataset.classification as "restricted"
	fixtures.refused_with(decision, {
		"access.purpose.not_registered",
		"access.region.mismatch",
		"access.role.explicit_grant_missing",
	})
}

# With the reasons taken away, what is missing still does not allow.
test_absence_of_reasons_is_not_enough if {
	every document in [
		object.union(fixtures.read, {"request": {"action": {"name": "write"}}}),
		object.union(fixtures.read, {"request": {"resource": {"type": "model"}}}),
		object.union(fixtures.read, {"request": {"context": {"purpose": "curiosity"}}}),
		object.union(fixtures.read, {"facts": {"dataset": {"purposes": {"first": "model-training"}}}}),
		object.union(fixtures.read, {"facts": {"principal": {"roles": ["analyst"]}}}),
		object.union(fixtures.read, {"facts": {"principal": {"attributes": {"region": "us"}}}}),
		fixtures.without(fixtures.read, "facts/principal"),
		fixtures.without(fixtures.read, "facts/dataset"),
	] {
		decision := access.decision with input as document with data.writ.access.deny as set()
		decision == {"allow": false, "deny": [], "require": [], "obligations": []}
	}
	decision := access.decision with input as fixtures.read with data.writ.access.deny as set()
	fixtures.accepted(decision)
}

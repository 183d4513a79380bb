package writ.access_test

import data.writ.access
import data.writ.fixtures_test as fixtures

test_personal_data_without_labels_is_refused if {
	decision := access.decision with input as fixtures.read
		with input.facts.dataset.columns as [{"name": "region", "sensitivity": "none"}]
	fixtures.refused_with(decision, {"access.dataset.unlabelled"})
}

test_anonymised_data_needs_no_labels if {
	decision := access.decision with input as fixtures.read
		with input.facts.dataset.columns as [{"name": "region", "sensitivity": "none"}]
		with input.facts.dataset.anonymised as true
	fixtures.accepted(decision)
}

test_registration_without_a_part_is_refused if {
	every part in ["purposes", "personal_data", "anonymised", "columns", "region"] {
		decision := access.decision with input as fixtures.without(fixtures.read, concat("/", ["facts", "dataset", part]))
		fixtures.explained(decision)
		message := sprintf("`%s` of the registered data set `loans` is missing or not well-formed", [part])
		message in {reason.message | some reason in decision.deny; reason.code == "access.dataset.malformed"}
	}
}

test_region_of_the_wrong_type_is_refused if {
	every value in fixtures.no_text {
		decision := access.decision with input as fixtures.read with input.facts.dataset.region as value
		fixtures.explained(decision)
		"access.dataset.malformed" in fixtures.codes(decision)
	}
}

test_same_wrong_region_on_both_sides_is_refused if {
	every value in fixtures.no_text {
		decision := access.decision with input as fixtures.read
			with input.facts.dataset.region as value
			with input.facts.principal.attributes.region as value
		fixtures.explained(decision)
		fixtures.codes(decision) & {"access.dataset.malformed", "access.region.unknown"} != set()
	}
}

test_truthy_anonymised_is_not_anonymised if {
	every value in ["true", "yes", 1, [true], {"value": true}, null] {
		decision := access.decision with input as fixtures.read
			with input.facts.principal.attributes.region as "us"
			with input.facts.dataset.anonymised as value
		fixtures.explained(decision)
		{"access.dataset.malformed", "access.region.mismatch"} & fixtures.codes(decision) == {
			"access.dataset.malformed",
			"access.region.mismatch",
		}
	}
}

test_purposes_of_the_wrong_type_are_refused if {
	every value in ["model-training", {"model-training": "model-training"}, null, true, 3] {
		decision := access.decision with input as fixtures.read with input.facts.dataset.purposes as value
		fixtures.explained(decision)
		"access.dataset.malformed" in fixtures.codes(decision)
	}
}

test_personal_data_of_the_wrong_type_is_refused if {
	every value in ["false", 0, null, [], {}] {
		decision := access.decision with input as fixtures.read with input.facts.dataset.personal_data as value
		fixtures.refused_with(decision, {"access.dataset.malformed"})
	}
}

test_columns_that_cannot_be_masked_are_refused if {
	every columns in [
		"ssn",
		null,
		{"ssn": {"name": "ssn", "sensitivity": "none"}},
		["ssn"],
		[null],
		[{"sensitivity": "sensitive"}],
		[{"name": "", "sensitivity": "sensitive"}],
		[{"name": ["ssn"], "sensitivity": "sensitive"}],
		[{"name": "ssn"}],
		[{"name": "ssn", "sensitivity": null}],
		[{"name": "ssn", "sensitivity": ["none"]}],
	] {
		# without a row filter, which would be refused for not being one of these columns
		decision := access.decision with input as fixtures.without(fixtures.read, "facts/dataset/row_filter_column")
			with input.facts.dataset.columns as columns
		fixtures.explained(decision)
		"access.dataset.malformed" in fixtures.codes(decision)
	}
}

test_row_filter_that_cannot_be_applied_is_refused if {
	every value in array.slice(fixtures.no_text, 1, count(fixtures.no_text)) {
		decision := access.decision with input as fixtures.read with input.facts.dataset.row_filter_column as value
		fixtures.refused_with(decision, {"access.dataset.malformed"})
	}
}

test_row_filter_must_be_one_of_the_columns if {
	every value in ["country", "Region", "region ", " ", "*", "1=1"] {
		decision := access.decision with input as fixtures.read with input.facts.dataset.row_filter_column as value
		fixtures.refused_with(decision, {"access.dataset.malformed"})
	}
}

# A data base that folds case would mask one of the two and hand out the other.
test_columns_with_the_same_name_are_refused if {
	every name in ["ssn", "SSN", "Ssn"] {
		columns := array.concat(fixtures.read.facts.dataset.columns, [{"name": name, "sensitivity": "none"}])
		decision := access.decision with input as fixtures.read with input.facts.dataset.columns as columns
		fixtures.refused_with(decision, {"access.dataset.malformed"})
	}
}

package writ.access_test

import data.writ.access
import data.writ.fixtures_test as fixtures

test_rows_are_filtered_and_columns_masked if {
	decision := access.decision with input as fixtures.read
	decision.obligations == [
		{"type": "row_filter", "column": "region", "equals": "eu"},
		{"type": "column_mask", "columns": ["name", "ssn"]},
	]
}

test_role_that_sees_personal_data_still_has_sensitive_columns_masked if {
	decision := access.decision with input as fixtures.read with input.facts.principal.roles as ["personal-data-reader"]
	fixtures.accepted(decision)
	masks := [mask | some mask in decision.obligations; mask.type == "column_mask"]
	masks == [{"type": "column_mask", "columns": ["ssn"]}]
}

test_role_that_sees_everything_has_nothing_masked if {
	decision := access.decision with input as fixtures.read with input.facts.principal.roles as ["privacy-officer"]
	fixtures.accepted(decision)
	decision.obligations == [{"type": "row_filter", "column": "region", "equals": "eu"}]
}

# `personal-data-reader` may not read restricted data, so it cannot unmask any of it either.
test_only_a_role_that_grants_the_access_unmasks if {
	decision := access.decision with input as fixtures.read
		with input.facts.dataset.classification as "restricted"
		with input.facts.principal.roles as ["personal-data-reader", "restricted-reader"]
	fixtures.accepted(decision)
	{"type": "column_mask", "columns": ["name", "ssn"]} in decision.obligations
}

test_unheard_of_sensitivity_is_masked if {
	decision := access.decision with input as fixtures.read
		with input.facts.dataset.columns as [
			{"name": "ssn", "sensitivity": "personal"},
			{"name": "dna", "sensitivity": "None"},
			{"name": "region", "sensitivity": "none"},
		]
		with input.facts.principal.roles as ["privacy-officer"]
	fixtures.accepted(decision)
	{"type": "column_mask", "columns": ["dna"]} in decision.obligations
}

test_dataset_without_row_filter_has_none if {
	every document in [
		fixtures.without(fixtures.read, "facts/dataset/row_filter_column"),
		object.union(fixtures.read, {"facts": {"dataset": {"row_filter_column": null}}}),
	] {
		decision := access.decision with input as document
		fixtures.accepted(decision)
		decision.obligations == [{"type": "column_mask", "columns": ["name", "ssn"]}]
	}
}

test_anonymised_data_is_not_filtered_by_region_but_masked if {
	decision := access.decision with input as fixtures.read with input.facts.dataset.anonymised as true
	fixtures.accepted(decision)
	decision.obligations == [{"type": "column_mask", "columns": ["name", "ssn"]}]
}

test_dataset_without_columns_has_nothing_to_mask if {
	decision := access.decision with input as fixtures.without(fixtures.read, "facts/dataset/row_filter_column")
		with input.facts.dataset.columns as []
		with input.facts.dataset.personal_data as false
	fixtures.accepted(decision)
	decision.obligations == []
}

test_refused_access_has_no_obligations if {
	decision := access.decision with input as fixtures.read with input.request.context.purpose as "curiosity"
	decision.obligations == []
}

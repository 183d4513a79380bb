package writ.access_test

import data.writ.access
import data.writ.fixtures_test as fixtures

test_purpose_of_the_wrong_type_is_refused if {
	every value in array.concat(fixtures.no_text, [" ", "\t\n"]) {
		decision := access.decision with input as fixtures.read
			with input.request.context.purpose as value
			with input.facts.dataset.purposes as ["model-training", value]
		fixtures.refused_with(decision, {"access.purpose.missing"})
	}
}

test_purpose_in_other_letters_is_refused if {
	every value in ["Model-Training", "MODEL-TRAINING", " model-training", "model-training ", "model\u2011training", "model-training\u0000"] {
		decision := access.decision with input as fixtures.read with input.request.context.purpose as value
		fixtures.refused_with(decision, {"access.purpose.not_registered"})
	}
}

test_roles_of_the_wrong_type_grant_nothing if {
	every value in [
		"data-scientist",
		{"data-scientist": true},
		{"role": "data-scientist"},
		[["data-scientist"]],
		[{"name": "data-scientist"}],
		["Data-Scientist"],
		["data-scientist "],
		["*"],
		[null],
		[],
		null,
		true,
	] {
		decision := access.decision with input as fixtures.read with input.facts.principal.roles as value
		fixtures.refused_with(decision, {"access.role.not_permitted"})
	}
}

test_matching_ids_of_the_wrong_type_are_no_principal if {
	every value in fixtures.no_text {
		decision := access.decision with input as fixtures.read
			with input.request.subject.id as value
			with input.facts.principal.id as value
		fixtures.refused_with(decision, {"principal.unknown"})
	}
}

test_principal_of_the_wrong_type_is_unknown if {
	every value in [null, "dana", true, 1, [], [fixtures.read.facts.principal], {}] {
		decision := access.decision with input as fixtures.read with input.facts.principal as value
		fixtures.refused_with(decision, {"principal.unknown"})
	}
}

test_matching_ids_of_the_wrong_type_are_no_dataset if {
	every value in fixtures.no_text {
		decision := access.decision with input as fixtures.read
			with input.request.resource.id as value
			with input.facts.dataset.id as value
		fixtures.refused_with(decision, {"access.dataset.unregistered"})
	}
}

test_dataset_of_the_wrong_type_is_unregistered if {
	every value in [null, "loans", true, 1, [], [fixtures.read.facts.dataset], {}] {
		decision := access.decision with input as fixtures.read with input.facts.dataset as value
		fixtures.refused_with(decision, {"access.dataset.unregistered"})
	}
}

test_classification_of_the_wrong_type_is_refused if {
	every value in fixtures.no_text {
		decision := access.decision with input as fixtures.read with input.facts.dataset.classification as value
		fixtures.refused_with(decision, {"access.classification.unknown"})
	}
}

test_facts_inside_the_request_count_for_nothing if {
	decision := access.decision with input as fixtures.without(fixtures.read, "facts")
		with input.request.facts as fixtures.read.facts
		with input.request.context as object.union(fixtures.read.request.context, {"facts": fixtures.read.facts})
	fixtures.refused_with(decision, {"access.dataset.unregistered", "principal.unknown"})
}

test_input_of_the_wrong_type_is_refused if {
	every value in [null, true, 0, "read", [], {"request": null, "facts": null}, {"request": [], "facts": []}] {
		decision := access.decision with input as value
		fixtures.explained(decision)
	}
}

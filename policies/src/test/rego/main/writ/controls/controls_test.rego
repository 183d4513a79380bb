package writ.controls_test

import data.writ.fixtures_test as fixtures

frameworks := {"eu_ai_act", "iso_42001", "nist_ai_rmf", "soc_2"}

test_catalogue_is_numbered_without_gaps if {
	object.keys(data.writ.controls) == {sprintf("WRIT-%02d", [number]) | some number in numbers.range(1, 22)}
}

test_every_control_is_complete if {
	every id, control in data.writ.controls {
		object.keys(control) == {"frameworks", "id", "proof", "title"}
		control.id == id
		fixtures.sentence(control.title)
		fixtures.sentence(control.proof)
		object.keys(control.frameworks) == frameworks
		every references in control.frameworks {
			is_array(references)
			every reference in references {
				fixtures.sentence(reference)
			}
		}
	}
}

test_every_control_is_referred_to_by_some_framework if {
	every control in data.writ.controls {
		count([reference | some references in control.frameworks; some reference in references]) > 0
	}
}

test_metrics_name_controls_of_the_catalogue if {
	every description in data.writ.settings.promotion.metrics {
		description.control in object.keys(data.writ.controls)
	}
}

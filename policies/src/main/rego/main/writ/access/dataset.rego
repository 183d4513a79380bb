package writ.access

import data.writ.request
import data.writ.settings.access as settings
import data.writ.shape

# METADATA
# title: Data set
# description: The registered data set that the request is about; undefined when there is none.
# custom:
#   controls:
#     - WRIT-01
dataset := input.facts.dataset if {
	shape.filled_in(input.facts.dataset.id)
	input.facts.dataset.id == input.request.resource.id
}

# METADATA
# title: Data set's region
# description: The region that the data set must stay in; undefined unless it is filled-in text.
# custom:
#   controls:
#     - WRIT-03
region := dataset.region if shape.filled_in(dataset.region)

# METADATA
# title: Clearance
# description: What the settings say about the data set's classification; undefined for an unknown one.
# custom:
#   controls:
#     - WRIT-03
clearance := settings.classifications[dataset.classification]

# METADATA
# title: Registered purposes
# description: The purposes of the data set that are strings.
# custom:
#   controls:
#     - WRIT-06
registered_purposes contains purpose if {
	some purpose in dataset.purposes
	is_string(purpose)
}

# METADATA
# title: Parts of a registration
# description: The parts that are checked for their type; the row filter may be absent, the others may not.
# custom:
#   controls:
#     - WRIT-01
parts := {"anonymised", "columns", "personal_data", "purposes", "region", "row_filter_column"}

# METADATA
# title: Sound parts
# description: >-
#   The parts of the registration that are there and of the right type. Columns have names that differ by more than
#   upper and lower case, since a mask on one of two such names would miss the other; rows are filtered by one of them.
# scope: document
# custom:
#   controls:
#     - WRIT-01
sound_parts contains "region" if region

sound_parts contains "purposes" if is_array(dataset.purposes)

sound_parts contains "personal_data" if is_boolean(dataset.personal_data)

sound_parts contains "anonymised" if is_boolean(dataset.anonymised)

sound_parts contains "columns" if {
	is_array(dataset.columns)
	every column in dataset.columns {
		described(column)
	}
	count({lower(column.name) | some column in dataset.columns}) == count(dataset.columns)
}

sound_parts contains "row_filter_column" if {
	some column in dataset.columns
	column.name == dataset.row_filter_column
}

sound_parts contains "row_filter_column" if object.get(dataset, "row_filter_column", null) == null

# METADATA
# title: Described column
# description: Holds for a column with a name, so that it can be masked, and a sensitivity.
# custom:
#   controls:
#     - WRIT-06
described(column) if {
	shape.filled_in(column.name)
	shape.filled_in(column.sensitivity)
}

# METADATA
# title: Labelled columns
# description: The columns that were labelled as holding something protected.
# custom:
#   controls:
#     - WRIT-06
labelled_columns contains column.name if {
	some column in dataset.columns
	column.sensitivity in settings.protected_sensitivities
}

# METADATA
# title: Unregistered data set
# description: What nobody registered is not read.
# custom:
#   controls:
#     - WRIT-01
deny contains {
	"code": "access.dataset.unregistered",
	"message": sprintf("no data set `%s` is registered", [request.resource_id]),
	"control": "WRIT-01",
	"remediation": "ask a steward to register the data set with its classification, region and purposes",
} if {
	not dataset
}

# METADATA
# title: Malformed registration
# description: A registration that cannot be enforced is not read.
# custom:
#   controls:
#     - WRIT-01
deny contains {
	"code": "access.dataset.malformed",
	"message": sprintf("`%s` of the registered data set `%s` is missing or not well-formed", [part, dataset.id]),
	"control": "WRIT-01",
	"remediation": sprintf("ask a steward to register the data set again with a correct `%s`", [part]),
} if {
	dataset
	some part in (parts - sound_parts)
}

# METADATA
# title: Unknown classification
# description: A classification without clearances is open to nobody.
# custom:
#   controls:
#     - WRIT-01
deny contains {
	"code": "access.classification.unknown",
	"message": sprintf(
		"the classification of the data set `%s` is none of: %s",
		[dataset.id, concat(", ", object.keys(settings.classifications))],
	),
	"control": "WRIT-01",
	"remediation": "ask a steward to register the data set again with one of these classifications",
} if {
	not clearance
}

# METADATA
# title: Unlabelled personal data
# description: Personal data without a labelled column could not be masked.
# custom:
#   controls:
#     - WRIT-06
deny contains {
	"code": "access.dataset.unlabelled",
	"message": sprintf(
		"`%s` holds personal data, but no column is labelled as such, so nothing can be masked",
		[dataset.id],
	),
	"control": "WRIT-06",
	"remediation": sprintf(
		"ask a steward to label its columns with one of: %s",
		[concat(", ", settings.protected_sensitivities)],
	),
} if {
	dataset.personal_data == true
	not dataset.anonymised
	count(labelled_columns) == 0
}

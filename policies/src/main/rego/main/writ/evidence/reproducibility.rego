package writ.evidence

import data.writ.settings.evidence as settings
import data.writ.shape

# METADATA
# title: Reproducible
# description: Holds when the newest reproducibility evidence has all four parts, each well-formed.
# custom:
#   controls:
#     - WRIT-04
reproducible if {
	shape.whole(reproducibility.seed)
	well_formed(reproducibility.code_version)
	well_formed(reproducibility.data_digest)
	well_formed(reproducibility.lock_file_digest)
}

# METADATA
# title: Field has its format
# description: Holds when a value has the format that the settings name for its field.
# scope: document
# custom:
#   controls:
#     - WRIT-04
has_format("seed", value) if shape.whole(value)

has_format("digest", value) if well_formed(value)

# METADATA
# title: No reproducibility record
# description: Nobody else could train the same model again.
# custom:
#   controls:
#     - WRIT-04
reproducibility_denials contains {
	"code": "evidence.reproducibility.missing",
	"message": sprintf("no reproducibility record is recorded for `%s`", [artifact]),
	"control": "WRIT-04",
	"remediation": sprintf(
		"let a registered producer sign and submit a `%s` statement over this digest with: %s",
		[reproducibility_type, concat(", ", object.keys(settings.reproducibility))],
	),
} if {
	artifact
	not reproducibility
}

# METADATA
# title: Missing part
# description: A part that the record needs is not there.
# custom:
#   controls:
#     - WRIT-04
reproducibility_denials contains {
	"code": sprintf("evidence.reproducibility.%s_missing", [field]),
	"message": sprintf("the reproducibility record has no `%s`", [field]),
	"control": "WRIT-04",
	"remediation": sprintf("%s as `%s` in new reproducibility evidence", [expectation.remediation, field]),
} if {
	some field, expectation in settings.reproducibility
	not field in object.keys(reproducibility)
}

# METADATA
# title: Malformed part
# description: A part of the record is there, but cannot be what it says.
# custom:
#   controls:
#     - WRIT-04
reproducibility_denials contains {
	"code": sprintf("evidence.reproducibility.%s_malformed", [field]),
	"message": sprintf("`%s` of the reproducibility record is not %s", [field, expectation.expected]),
	"control": "WRIT-04",
	"remediation": sprintf("%s as `%s` in new reproducibility evidence", [expectation.remediation, field]),
} if {
	some field, expectation in settings.reproducibility
	value := reproducibility[field]
	not has_format(expectation.format, value)
}

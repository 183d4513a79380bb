package writ.evidence

import data.writ.shape

# METADATA
# title: Trained by known people
# description: Holds when the newest training evidence names the trainer and the author.
# custom:
#   controls:
#     - WRIT-16
attributed if {
	names_person("trainer")
	names_person("author")
}

# METADATA
# title: Person is named
# description: Holds when the newest training evidence names somebody in this part.
# custom:
#   controls:
#     - WRIT-16
names_person(part) if shape.filled_in(training[part])

# METADATA
# title: No training evidence
# description: Nobody vouches for how the model was trained.
# custom:
#   controls:
#     - WRIT-16
training_denials contains {
	"code": "evidence.training.missing",
	"message": sprintf("no training evidence is recorded for `%s`", [artifact]),
	"control": "WRIT-16",
	"remediation": sprintf("let a registered producer sign and submit a `%s` statement over this digest", [training_type]),
} if {
	artifact
	not training
}

# METADATA
# title: Unnamed person
# description: Approvers can be distinct from the trainer and the author only if both are named.
# custom:
#   controls:
#     - WRIT-16
training_denials contains {
	"code": sprintf("evidence.training.%s_missing", [person]),
	"message": sprintf("the training evidence names no `%s`", [person]),
	"control": "WRIT-16",
	"remediation": sprintf("submit new training evidence whose `%s` is the id of a person", [person]),
} if {
	training
	some person in ["author", "trainer"]
	not names_person(person)
}

# METADATA
# scope: package
# title: Evidence
# description: >-
#   Selects, from what the service recorded for exactly the requested digest, the newest evidence of each predicate
#   type, and explains what is missing. Nothing under `input.request` but the digest is read here.
# custom:
#   controls:
#     - WRIT-04
#     - WRIT-07
#     - WRIT-14
package writ.evidence

import data.writ.settings.evidence as settings
import data.writ.shape

# METADATA
# title: Evaluation predicate type
# description: The predicate type of measured metrics.
# custom:
#   controls:
#     - WRIT-12
evaluation_type := "https://writ.dev/evidence/evaluation/v1"

# METADATA
# title: Reproducibility predicate type
# description: The predicate type of the record that lets somebody else train the same model again.
# custom:
#   controls:
#     - WRIT-04
reproducibility_type := "https://writ.dev/evidence/reproducibility/v1"

# METADATA
# title: Training predicate type
# description: The predicate type that says who trained the model and who wrote its code.
# custom:
#   controls:
#     - WRIT-16
training_type := "https://writ.dev/evidence/training/v1"

# METADATA
# title: Well-formed digest
# description: Holds for `sha256:` and 64 lower-case hexadecimal digits that are not a known placeholder.
# custom:
#   controls:
#     - WRIT-14
well_formed(digest) if {
	is_string(digest)
	regex.match(`^sha256:[0-9a-f]{64}$`, digest)
	not digest in settings.placeholder_digests
}

# METADATA
# title: Artifact digest
# description: The digest that the request is about; undefined unless it is well-formed.
# custom:
#   controls:
#     - WRIT-14
artifact := input.request.resource.properties.digest if well_formed(input.request.resource.properties.digest)

# METADATA
# title: Sound record
# description: Holds for a record that is complete, typed as agreed, and about the requested digest.
# custom:
#   controls:
#     - WRIT-14
sound(record) if {
	shape.filled_in(record.id)
	shape.filled_in(record.predicate_type)
	shape.filled_in(record.producer)
	shape.filled_in(record.subject_name)
	is_object(record.predicate)
	shape.whole(record.ledger_index)
	record.digest == artifact
}

# METADATA
# title: Records
# description: The sound records, in the order of the facts.
# custom:
#   controls:
#     - WRIT-14
records := [record |
	is_array(input.facts.evidence)
	some record in input.facts.evidence
	sound(record)
]

# METADATA
# title: Newest evidence
# description: >-
#   The newest record of each predicate type by ledger index. Two records that share an index have no newest.
# custom:
#   controls:
#     - WRIT-14
newest := {type: latest[0] | # regal ignore:prefer-set-or-object-rule
	some type in {record.predicate_type | some record in records}
	last := max([record.ledger_index | some record in records; record.predicate_type == type])
	latest := [record | some record in records; record.predicate_type == type; record.ledger_index == last]
	count(latest) == 1
}

# METADATA
# title: Evaluation
# description: The predicate of the newest evaluation evidence.
# custom:
#   controls:
#     - WRIT-12
evaluation := newest[evaluation_type].predicate

# METADATA
# title: Reproducibility
# description: The predicate of the newest reproducibility evidence.
# custom:
#   controls:
#     - WRIT-04
reproducibility := newest[reproducibility_type].predicate

# METADATA
# title: Training
# description: The predicate of the newest training evidence.
# custom:
#   controls:
#     - WRIT-16
training := newest[training_type].predicate

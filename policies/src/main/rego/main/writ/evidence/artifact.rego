package writ.evidence

# METADATA
# title: Digest is given
# description: Holds when the request names a digest at all, well-formed or not.
# custom:
#   controls:
#     - WRIT-14
digest_given if is_string(input.request.resource.properties.digest)

# METADATA
# title: No digest
# description: A decision about a model is a decision about exact bytes.
# custom:
#   controls:
#     - WRIT-14
artifact_denials contains {
	"code": "evidence.digest.missing",
	"message": "the request names no digest in `resource.properties.digest`",
	"control": "WRIT-14",
	"remediation": "send the SHA-256 of the model file there, written `sha256:<64 hexadecimal digits>`",
} if {
	not digest_given
}

# METADATA
# title: Malformed digest
# description: A digest that no file can have names no file.
# custom:
#   controls:
#     - WRIT-14
artifact_denials contains {
	"code": "evidence.digest.malformed",
	"message": "`resource.properties.digest` is not `sha256:` and 64 lower-case hexadecimal digits, or is a placeholder",
	"control": "WRIT-14",
	"remediation": "hash the model file itself (`sha256sum`) and send `sha256:<64 hexadecimal digits>` in lower case",
} if {
	digest_given
	not artifact
}

# METADATA
# title: Malformed record
# description: Evidence that cannot be attributed to the digest counts against it.
# custom:
#   controls:
#     - WRIT-14
artifact_denials contains {
	"code": "evidence.record.malformed",
	"message": "the recorded evidence is not a list of complete records for the requested digest",
	"control": "WRIT-14",
	"remediation": "report this to the operator of the service: its evidence store holds what it should never hold",
} if {
	artifact
	malformed
}

# METADATA
# title: Malformed records
# description: Holds when a record is not sound, or when two records claim the same place in the ledger.
# scope: document
# custom:
#   controls:
#     - WRIT-14
malformed if {
	input.facts.evidence != null
	not is_array(input.facts.evidence)
}

malformed if {
	some record in input.facts.evidence
	not sound(record)
}

malformed if count({record.ledger_index | some record in records}) != count(records)

package writ.evidence_test

import data.writ.evidence
import data.writ.fixtures_test as fixtures

digest_fields := {"code_version", "data_digest", "lock_file_digest"}

codes(records) := {denial.code |
	denials := evidence.reproducibility_denials with input as fixtures.publish with input.facts.evidence as records
	some denial in denials
}

test_complete_record_is_reproducible if {
	evidence.reproducible with input as fixtures.publish
	codes(fixtures.evidence) == set()
}

test_missing_part_is_named if {
	every field in digest_fields | {"seed"} {
		records := fixtures.with_reproducibility(fixtures.without(fixtures.good_reproducibility, field))
		codes(records) == {sprintf("evidence.reproducibility.%s_missing", [field])}
		not_reproducible(records)
	}
}

test_malformed_digest_part_is_named if {
	every field in digest_fields {
		every value in malformed_digests {
			predicate := object.union(fixtures.good_reproducibility, {field: value})
			records := fixtures.with_reproducibility(predicate)
			codes(records) == {sprintf("evidence.reproducibility.%s_malformed", [field])}
			not_reproducible(records)
		}
	}
}

test_malformed_seed_is_named if {
	every value in array.concat(fixtures.no_number, [-1, 1.5]) {
		records := fixtures.with_reproducibility(object.union(fixtures.good_reproducibility, {"seed": value}))
		codes(records) == {"evidence.reproducibility.seed_malformed"}
		not_reproducible(records)
	}
}

test_seed_zero_is_well_formed if {
	records := fixtures.with_reproducibility(object.union(fixtures.good_reproducibility, {"seed": 0}))
	codes(records) == set()
}

test_empty_record_lacks_every_part if {
	codes(fixtures.with_reproducibility({})) == {
		"evidence.reproducibility.code_version_missing",
		"evidence.reproducibility.data_digest_missing",
		"evidence.reproducibility.lock_file_digest_missing",
		"evidence.reproducibility.seed_missing",
	}
}

test_reasons_name_the_part_and_the_remedy if {
	predicate := object.union(fixtures.without(fixtures.good_reproducibility, "seed"), {"data_digest": "abc"})
	denials := evidence.reproducibility_denials with input as fixtures.publish
		with input.facts.evidence as fixtures.with_reproducibility(predicate)
	denials == {
		{
			"code": "evidence.reproducibility.data_digest_malformed",
			"control": "WRIT-04",
			"message": concat("", [
				"`data_digest` of the reproducibility record is not a digest of real content, ",
				"written `sha256:` and 64 lower-case hexadecimal digits",
			]),
			"remediation": concat("", [
				"record the SHA-256 of the training data as it was read as `data_digest` ",
				"in new reproducibility evidence",
			]),
		},
		{
			"code": "evidence.reproducibility.seed_missing",
			"control": "WRIT-04",
			"message": "the reproducibility record has no `seed`",
			"remediation": concat("", [
				"fix the random seed in the training script and record it as `seed` ",
				"in new reproducibility evidence",
			]),
		},
	}
}

# Settings that forget a part do not make the part optional.
test_emptied_settings_do_not_make_a_part_optional if {
	records := fixtures.with_reproducibility({})
	found := {"reproducible" |
		evidence.reproducible with input as fixtures.publish
			with input.facts.evidence as records
			with data.writ.settings.evidence.reproducibility as {}
	}
	found == set()
}

not_reproducible(records) if {
	found := {"reproducible" |
		evidence.reproducible with input as fixtures.publish with input.facts.evidence as records
	}
	found == set()
}

package writ.evidence_test

import data.writ.evidence
import data.writ.fixtures_test as fixtures

test_newest_record_wins_by_ledger_index if {
	older := fixtures.record(fixtures.evaluation_type, 3, {"metrics": {"accuracy": 0.1}})
	newer := fixtures.record(fixtures.evaluation_type, 20, {"metrics": {"accuracy": 0.2}})
	every records in [[older, newer], [newer, older], [older, fixtures.training, newer, fixtures.evaluation]] {
		evaluation := evidence.evaluation with input as fixtures.publish with input.facts.evidence as records
		evaluation.metrics.accuracy == 0.2
	}
}

test_index_is_compared_as_a_number if {
	nine := fixtures.record(fixtures.evaluation_type, 9, {"metrics": {"accuracy": 0.9}})
	ten := fixtures.record(fixtures.evaluation_type, 10, {"metrics": {"accuracy": 0.1}})
	evaluation := evidence.evaluation with input as fixtures.publish with input.facts.evidence as [ten, nine]
	evaluation.metrics.accuracy == 0.1
}

test_each_type_has_its_own_newest if {
	newest := evidence.newest with input as fixtures.publish
	object.keys(newest) == {fixtures.evaluation_type, fixtures.reproducibility_type, fixtures.training_type}
	newest[fixtures.training_type].id == "evidence-5"
}

test_no_evidence_has_no_newest if {
	newest := evidence.newest with input as fixtures.publish with input.facts.evidence as []
	newest == {}
}

test_types_are_compared_exactly if {
	every type in [
		"https://writ.dev/evidence/evaluation/v2",
		"https://writ.dev/evidence/evaluation/v1/",
		"https://writ.dev/evidence/Evaluation/v1",
		"http://writ.dev/evidence/evaluation/v1",
		"evaluation",
	] {
		records := [fixtures.record(type, 6, {"metrics": fixtures.good_metrics})]
		found := {"evaluation" |
			evidence.evaluation with input as fixtures.publish with input.facts.evidence as records
		}
		found == set()
	}
}

test_records_that_share_an_index_are_malformed if {
	twin := fixtures.record(fixtures.evaluation_type, 6, {"metrics": {"accuracy": 1}})
	denials := evidence.artifact_denials with input as fixtures.publish
		with input.facts.evidence as array.concat(fixtures.evidence, [twin])
	{denial.code | some denial in denials} == {"evidence.record.malformed"}
}

test_records_of_two_types_that_share_an_index_are_malformed if {
	twin := fixtures.record("https://example.com/other/v1", 6, {})
	denials := evidence.artifact_denials with input as fixtures.publish
		with input.facts.evidence as array.concat(fixtures.evidence, [twin])
	{denial.code | some denial in denials} == {"evidence.record.malformed"}
}

test_unknown_type_with_its_own_index_is_ignored if {
	other := fixtures.record("https://example.com/other/v1", 8, {"metrics": {"accuracy": 1}})
	denials := evidence.artifact_denials with input as fixtures.publish
		with input.facts.evidence as array.concat(fixtures.evidence, [other])
	denials == set()
}

test_spoilt_record_is_malformed if {
	spoilt := array.concat(
		[fixtures.without(fixtures.evaluation, part) |
			some part in ["id", "predicate_type", "predicate", "subject_name", "digest", "producer", "ledger_index"]
		],
		[object.union(fixtures.evaluation, part) |
			some part in [
				{"digest": fixtures.other_digest},
				{"digest": [fixtures.model_digest]},
				{"digest": null},
				{"producer": ""},
				{"producer": "  "},
				{"producer": null},
				{"subject_name": ""},
				{"subject_name": ["home-mortgage:1.0.0"]},
				{"predicate": null},
				{"predicate": "{}"},
				{"predicate": [fixtures.good_metrics]},
				{"predicate_type": [fixtures.evaluation_type]},
				{"predicate_type": ""},
				{"ledger_index": "6"},
				{"ledger_index": -1},
				{"ledger_index": 6.5},
				{"ledger_index": null},
				{"ledger_index": [99]},
				{"id": {}},
			]
		],
	)
	every record in array.concat(spoilt, [null, "x", 7, true, [], [fixtures.evaluation], {}]) {
		denials := evidence.artifact_denials with input as fixtures.publish
			with input.facts.evidence as [fixtures.training, fixtures.reproducibility, record]
		{denial.code | some denial in denials} == {"evidence.record.malformed"}
	}
}

test_evidence_that_is_no_list_is_malformed if {
	every value in ["x", {}, {"a": fixtures.evaluation}, 7, true, false] {
		denials := evidence.artifact_denials with input as fixtures.publish with input.facts.evidence as value
		{denial.code | some denial in denials} == {"evidence.record.malformed"}
	}
}

test_absent_evidence_is_not_malformed if {
	every document in [
		fixtures.without(fixtures.publish, "facts/evidence"),
		object.union(fixtures.publish, {"facts": {"evidence": null}}),
		object.union(fixtures.publish, {"facts": {"evidence": []}}),
	] {
		denials := evidence.artifact_denials with input as document
		denials == set()
	}
}

test_well_formed_digest if evidence.well_formed(fixtures.model_digest)

test_digest_that_is_not_well_formed if {
	every digest in malformed_digests {
		not evidence.well_formed(digest)
	}
}

malformed_digests := array.concat(fixtures.no_text, [
	"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
	"sha256:",
	"sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a0",
	"sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a088",
	"sha256:9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08",
	"SHA256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
	"sha512:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
	"sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a0g",
	"sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\n",
	"\nsha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
	" sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
	"x\nsha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
	"sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\r",
	"sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a0\u0660",
	"sha256:0000000000000000000000000000000000000000000000000000000000000000",
	"sha256:ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
	"sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
])

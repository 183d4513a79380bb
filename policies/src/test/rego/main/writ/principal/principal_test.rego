package writ.principal_test

import data.writ.fixtures_test as fixtures
import data.writ.principal

known(document) := {part: value |
	parts := principal with input as document
	some part in ["id", "roles", "region"]
	value := parts[part]
}

test_principal_of_the_facts_is_known if {
	known(fixtures.read) == {"id": "dana", "roles": {"data-scientist"}, "region": "eu"}
}

test_principal_that_is_not_the_subject_has_nothing if {
	every id in ["eve", "Dana", "dana ", "", null, ["dana"]] {
		known(object.union(fixtures.read, {"request": {"subject": {"id": id}}})) == {"roles": set()}
		known(object.union(fixtures.read, {"facts": {"principal": {"id": id}}})) == {"roles": set()}
	}
}

test_blank_id_is_no_id if {
	every id in ["", " ", "\t"] {
		document := object.union(fixtures.read, {"request": {"subject": {"id": id}}, "facts": {"principal": {"id": id}}})
		known(document) == {"roles": set()}
	}
}

test_region_must_be_filled_in if {
	every region in array.concat(fixtures.no_text, [" ", "\n"]) {
		document := object.union(
			fixtures.without(fixtures.read, "facts/principal/attributes/region"),
			{"facts": {"principal": {"attributes": {"region": region}}}},
		)
		known(document) == {"id": "dana", "roles": {"data-scientist"}}
	}
}

test_only_text_is_a_role if {
	roles := ["steward", 1, null, ["admin"], {"name": "admin"}, true, "steward"]
	document := object.union(fixtures.read, {"facts": {"principal": {"roles": roles}}})
	known(document).roles == {"steward"}
}

test_subject_stands_in_messages_only if {
	subject := principal.subject with input as fixtures.without(fixtures.read, "facts/principal")
	subject == "dana"
	nobody := principal.subject with input as {}
	nobody == "(none)"
}

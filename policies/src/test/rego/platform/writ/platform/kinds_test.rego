package writ.platform_test

import data.writ.platform

as_kind(action, kind, owner) := decision if {
	decision := platform.decision with input as request(action, [], [scope | some scope in all_scopes])
		with input.facts.caller.kind as kind
		with input.facts.owner as owner
}

test_people_need_no_role_for_what_is_open_to_people if {
	every action in ["change-request.vote", "change-request.comment", "delegation.create"] {
		accepted(as_kind(action, "human", ""))
	}
}

test_services_do_not_vote_whatever_their_roles if {
	decision := decide("change-request.vote", [role | some role in all_roles], [scope | some scope in all_scopes])
	refused_with(decision, {"platform.role.missing"})
	decision.deny[0].remediation == "no role grants this; it is for callers of this kind: human"
}

test_people_see_their_own_and_nothing_else if {
	every action in ["change-request.read", "delegation.read", "delegation.revoke"] {
		accepted(as_kind(action, "human", "carl"))
		refused_with(as_kind(action, "human", "ada"), {"platform.role.missing"})
		refused_with(as_kind(action, "service", "carl"), {"platform.role.missing"})
	}
}

test_kind_of_the_wrong_type_grants_nothing if {
	every kind in [null, true, "", "Human", ["human"], {"human": "human"}, {"kind": "human"}] {
		refused_with(as_kind("change-request.vote", kind, "carl"), {"platform.role.missing"})
	}
}

test_people_need_the_scope if {
	decision := platform.decision with input as request("change-request.vote", [], ["read", "request", "admin"])
		with input.facts.caller.kind as "human"
	refused_with(decision, {"platform.scope.missing"})
}

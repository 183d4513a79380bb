package writ.platform_test

import data.writ.platform

test_owner_reads_its_own_decision if {
	every role in owner_roles {
		decision := platform.decision with input as request("decision.read", [role], ["read"])
			with input.facts.owner as "carl"
		accepted(decision)
	}
}

test_others_decision_is_refused if {
	every owner in ["ada", "Carl", "carl ", "", null, true, ["carl"], {"id": "carl"}] {
		decision := platform.decision with input as request("decision.read", ["requester"], ["read"])
			with input.facts.owner as owner
		refused_with(decision, {"platform.role.missing"})
	}
}

test_decision_without_an_owner_is_refused if {
	refused_with(decide("decision.read", ["requester"], ["read"]), {"platform.role.missing"})
}

test_owner_named_in_the_request_counts_for_nothing if {
	decision := platform.decision with input as request("decision.read", ["requester"], ["read"])
		with input.request.resource.properties as {"owner": "carl"}
		with input.request.context as {"owner": "carl"}
	refused_with(decision, {"platform.role.missing"})
}

test_ownership_opens_nothing_else if {
	every action in ["ledger.read", "token.issue", "principal.read"] {
		decision := platform.decision with input as request(action, ["requester"], [scope | some scope in all_scopes])
			with input.facts.owner as "carl"
		refused_with(decision, {"platform.role.missing"})
	}
}

test_empty_owner_is_not_an_unknown_caller if {
	decision := platform.decision with input as request("decision.read", ["requester"], ["read"])
		with input.facts.owner as ""
		with input.facts.caller.id as ""
	decision.allow == false
}

test_ownership_is_not_enough_without_a_role if {
	every roles in [[], ["operator"], ["producer"], ["nobody"]] {
		decision := platform.decision with input as request("decision.read", roles, ["read"])
			with input.facts.owner as "carl"
		refused_with(decision, {"platform.role.missing"})
	}
}

package writ.platform_test

import data.writ.platform

test_public_ledger_is_read_by_anybody if {
	decision := platform.decision with input as {
		"request": {"action": {"name": "ledger.read"}},
		"facts": {"settings": {"public_ledger": true}},
	}
	accepted(decision)
}

test_public_ledger_is_read_with_a_token_that_grants_nothing if {
	decision := platform.decision with input as request("ledger.read", [], [])
		with input.facts.settings.public_ledger as true
	accepted(decision)
}

test_list_of_revoked_permits_is_read_with_the_public_ledger if {
	decision := platform.decision with input as {
		"request": {"action": {"name": "permit.revocations"}},
		"facts": {"settings": {"public_ledger": true}},
	}
	accepted(decision)
	refused_with(decide("permit.revocations", ["admin"], ["read"]), {"platform.role.missing"})
	accepted(decide("permit.revocations", ["deployer"], ["redeem"]))
}

test_private_ledger_is_not_read_by_anybody if {
	decision := platform.decision with input as {
		"request": {"action": {"name": "ledger.read"}},
		"facts": {"settings": {"public_ledger": false}},
	}
	refused_with(decision, {"platform.caller.unknown"})
}

test_private_ledger_is_read_by_auditors_only if {
	accepted(decide("ledger.read", ["auditor"], ["read"]))
	refused_with(decide("ledger.read", ["admin"], ["read"]), {"platform.role.missing"})
}

test_only_true_makes_the_ledger_public if {
	every value in ["true", "yes", 1, [true], {"enabled": true}, null, false] {
		decision := platform.decision with input as request("ledger.read", [], ["read"])
			with input.facts.settings.public_ledger as value
		refused_with(decision, {"platform.role.missing"})
	}
}

test_public_ledger_opens_nothing_else if {
	every action in object.keys(actions) - {"ledger.read", "permit.revocations"} {
		decision := platform.decision with input as request(action, [], []) with input.facts.settings.public_ledger as true
		decision.allow == false
	}
}

test_flag_in_the_request_counts_for_nothing if {
	decision := platform.decision with input as request("ledger.read", [], ["read"])
		with input.request.context as {"settings": {"public_ledger": true}, "public_ledger": true}
		with input.settings as {"public_ledger": true}
	refused_with(decision, {"platform.role.missing"})
}

package writ.platform_test

import data.writ.platform

actions := data.writ.settings.platform.actions

all_scopes contains scope if {
	some grant in actions
	some scope in grant.scopes
}

all_roles := {role | some grant in actions; some role in grant.roles} | owner_roles

owner_roles contains role if {
	some grant in actions
	some role in object.get(grant, "owner_roles", [])
}

request(action, roles, scopes) := {
	"request": {
		"subject": {"type": "user", "id": "carl"},
		"action": {"name": action},
		"resource": {"type": "service", "id": "writ"},
	},
	"facts": {
		"time": "2026-11-23T10:00:00.000Z",
		"caller": {"id": "carl", "kind": "service", "roles": roles, "attributes": {}, "scopes": scopes},
		"settings": {"public_ledger": false},
	},
}

decide(action, roles, scopes) := decision if {
	decision := platform.decision with input as request(action, roles, scopes)
}

accepted(decision) if decision == {"allow": true, "deny": [], "require": [], "obligations": []}

refused_with(decision, codes) if {
	decision.allow == false
	decision.require == []
	decision.obligations == []
	{reason.code | some reason in decision.deny} == codes
	every reason in decision.deny {
		object.keys(reason) == {"code", "control", "message", "remediation"}
		regex.match(`^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$`, reason.code)
		regex.match(`^WRIT-[0-9]{2}$`, reason.control)
		sentence(reason.message)
		sentence(reason.remediation)
	}
}

sentence(text) if {
	trim_space(text) == text
	text != ""
	not endswith(text, ".")
	not contains(text, "%!")
}

test_table_knows_exactly_the_actions_of_the_service if {
	object.keys(actions) == {
		"access.evaluate",
		"access.evaluate-on-behalf",
		"backup.take",
		"change-request.break-glass",
		"change-request.comment",
		"change-request.open",
		"change-request.read",
		"change-request.review",
		"change-request.vote",
		"change-request.withdraw",
		"dataset.register",
		"decision.read",
		"delegation.create",
		"delegation.read",
		"delegation.revoke",
		"evidence.submit",
		"group.manage",
		"group.read",
		"ledger.erase",
		"ledger.read",
		"ledger.search",
		"metrics.read",
		"operation.read",
		"pack.make",
		"permit.read",
		"permit.redeem",
		"permit.revocations",
		"permit.revoke",
		"policy-set.read",
		"policy-set.withdraw",
		"principal.manage",
		"principal.read",
		"principal.register",
		"producer.register",
		"token.issue",
		"token.read",
		"webhook.manage",
	}
}

test_every_row_of_the_table_is_complete if {
	every grant in actions {
		count(grant.scopes) > 0
		count(grant.roles) + count(object.get(grant, "kinds", [])) > 0
		regex.match(`^WRIT-[0-9]{2}$`, grant.control)
	}
}

test_role_and_scope_of_the_table_are_accepted if {
	every action, grant in actions {
		every role in grant.roles {
			every scope in grant.scopes {
				accepted(decide(action, [role], [scope]))
			}
		}
	}
}

test_roles_outside_the_table_are_refused if {
	every action, grant in actions {
		others := all_roles - {role | some role in grant.roles}
		refused_with(decide(action, [role | some role in others], [scope | some scope in all_scopes]), {"platform.role.missing"})
	}
}

test_scopes_outside_the_table_are_refused if {
	every action, grant in actions {
		others := all_scopes - {scope | some scope in grant.scopes}
		decision := platform.decision with input as request(action, [role | some role in all_roles], [scope | some scope in others])
			with input.facts.caller.kind as "human"
		refused_with(decision, {"platform.scope.missing"})
	}
}

test_without_roles_and_scopes_everything_is_refused if {
	every action, _ in actions {
		refused_with(decide(action, [], []), {"platform.role.missing", "platform.scope.missing"})
	}
}

# An administrator of the service neither grants itself evidence nor speaks for others, whatever its token says.
test_administrator_does_not_do_everything if {
	refused := {action |
		some action, _ in actions
		decision := decide(action, ["admin"], [scope | some scope in all_scopes])
		decision.allow == false
	}
	refused == {"access.evaluate-on-behalf", "change-request.break-glass", "change-request.comment", "change-request.open", "change-request.vote", "change-request.withdraw", "delegation.create", "evidence.submit", "ledger.erase", "ledger.read", "ledger.search", "pack.make", "permit.redeem", "permit.revocations"}
}

test_admin_scope_does_not_imply_the_others if {
	granted := {action |
		some action, _ in actions
		decision := decide(action, ["admin"], ["admin"])
		decision.allow == true
	}
	granted == {"backup.take", "dataset.register", "delegation.revoke", "group.manage", "group.read", "operation.read", "permit.revoke", "policy-set.withdraw", "principal.manage", "principal.read", "principal.register", "producer.register", "token.issue", "token.read", "webhook.manage"}
}

test_evaluate_scope_is_not_enough_on_behalf_of_others if {
	decision := decide("access.evaluate-on-behalf", ["enforcement-point"], ["evaluate"])
	refused_with(decision, {"platform.scope.missing"})
}

test_requester_cannot_speak_for_others_even_with_the_scope if {
	decision := decide("access.evaluate-on-behalf", ["requester"], ["evaluate", "evaluate:on-behalf"])
	refused_with(decision, {"platform.role.missing"})
}

test_unknown_action_is_refused if {
	every action in ["", "*", "ledger.write", "Ledger.Read", "LEDGER.READ", "ledger.read ", "ledger", "access", "access.evaluate\n"] {
		decision := decide(action, [role | some role in all_roles], [scope | some scope in all_scopes])
		refused_with(decision, {"platform.action.unknown"})
	}
}

test_action_of_the_wrong_type_is_refused if {
	every action in [null, true, 0, [], ["ledger.read"], {}, {"name": "ledger.read"}] {
		decision := decide(action, [role | some role in all_roles], [scope | some scope in all_scopes])
		refused_with(decision, {"platform.action.unknown"})
	}
}

test_unknown_caller_is_refused if {
	every caller in [null, true, "carl", [], {}, {"roles": ["auditor"], "scopes": ["read"]}] {
		decision := platform.decision with input as request("ledger.read", ["auditor"], ["read"])
			with input.facts.caller as caller
		decision.allow == false
		"platform.caller.unknown" in {reason.code | some reason in decision.deny}
	}
}

test_caller_id_of_the_wrong_type_is_refused if {
	every id in [null, true, 0, "", [], ["carl"], {}] {
		decision := platform.decision with input as request("ledger.read", ["auditor"], ["read"])
			with input.facts.caller.id as id
		refused_with(decision, {"platform.caller.unknown"})
	}
}

test_roles_of_the_wrong_type_grant_nothing if {
	every roles in ["auditor", {"auditor": "auditor"}, {"auditor": true}, [["auditor"]], ["Auditor"], ["*"], [null], null, true] {
		refused_with(decide("ledger.read", roles, ["read"]), {"platform.role.missing"})
	}
}

test_scopes_of_the_wrong_type_grant_nothing if {
	every scopes in ["read", "evaluate read", {"read": "read"}, [["read"]], ["READ"], ["*"], ["evaluate read"], null, true] {
		refused_with(decide("ledger.read", ["auditor"], scopes), {"platform.scope.missing"})
	}
}

test_claims_in_the_request_count_for_nothing if {
	decision := platform.decision with input as request("token.issue", [], [])
		with input.request.subject.properties as {"roles": ["admin"], "scopes": ["admin"]}
		with input.request.context as {"roles": ["admin"], "scopes": ["admin"], "settings": {"public_ledger": true}}
		with input.facts.principal as {"id": "carl", "roles": ["admin"], "scopes": ["admin"]}
	refused_with(decision, {"platform.role.missing", "platform.scope.missing"})
}

test_reasons_name_caller_action_and_remedy if {
	decision := decide("token.issue", ["auditor"], ["read"])
	decision.deny == [
		{
			"code": "platform.role.missing",
			"control": "WRIT-22",
			"message": "no role of `carl` grants `token.issue`",
			"remediation": "ask an administrator for one of these roles: admin",
		},
		{
			"code": "platform.scope.missing",
			"control": "WRIT-22",
			"message": "the token of `carl` has no scope that grants `token.issue`",
			"remediation": "use a token with one of these scopes: admin",
		},
	]
}

test_input_of_the_wrong_type_is_refused if {
	every value in [null, true, 0, "ledger.read", [], {}, {"request": null, "facts": null}, {"request": [], "facts": []}] {
		decision := platform.decision with input as value
		refused_with(decision, {"platform.action.unknown", "platform.caller.unknown"})
	}
}

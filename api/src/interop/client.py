"""Works with a running service through the client that openapi-python-client made from the service's own document.

Usage: client.py BASE-URL ADMINISTRATOR-TOKEN, with the folder of the package `writ_client` on PYTHONPATH.
"""

import sys
import uuid

from writ_client import AuthenticatedClient
from writ_client.api.access import post_access_evaluation
from writ_client.api.datasets import put_datasets_by_id
from writ_client.api.decisions import get_decisions, get_decisions_by_id
from writ_client.api.principals import get_principals, post_principals
from writ_client.api.tokens import delete_tokens_by_id, post_tokens
from writ_client.api.webhooks import delete_webhooks_by_id, get_webhooks, post_webhooks
from writ_client.models import (
    AccessAction,
    AccessEvaluation,
    AccessEvaluationContext,
    AccessResource,
    AccessSubject,
    DatasetColumn,
    DatasetDataset,
    PrincipalNewPrincipal,
    PrincipalNewPrincipalAttributes,
    Problem,
    TokenNewToken,
    WebhookNewWebhook,
)


def client(base, token):
    return AuthenticatedClient(base_url=base, token=token, raise_on_unexpected_status=True)


def expect(status, answer):
    assert answer.status_code == status, (answer.status_code, answer.content)
    return answer.parsed


def main(base, token):
    run = uuid.uuid4().hex[:8]
    admin = client(base, token)
    attributes = PrincipalNewPrincipalAttributes.from_dict({"region": "eu"})
    person = PrincipalNewPrincipal(id=f"ana-{run}", kind="human", roles=["data-scientist"], attributes=attributes)
    expect(201, post_principals.sync_detailed(client=admin, body=person))
    problem = expect(409, post_principals.sync_detailed(client=admin, body=person))
    assert isinstance(problem, Problem) and problem.code == "principal.exists" and problem.remediation, problem

    shown = expect(201, post_tokens.sync_detailed(client=admin, body=TokenNewToken(principal=person.id, scopes=["evaluate", "read"])))
    ana = client(base, shown.token)
    data = DatasetDataset(
        classification="internal",
        region="eu",
        purposes=["fraud-detection"],
        columns=[DatasetColumn(name="card", sensitivity="personal")],
    )
    registered = expect(200, put_datasets_by_id.sync_detailed(f"cards-{run}", client=admin, body=data))
    assert registered.version == 1

    def ask(purpose):
        question = AccessEvaluation(
            subject=AccessSubject(type_="user", id=person.id),
            action=AccessAction(name="read"),
            resource=AccessResource(type_="dataset", id=f"cards-{run}"),
            context=AccessEvaluationContext.from_dict({"purpose": purpose}),
        )
        return expect(200, post_access_evaluation.sync_detailed(client=ana, body=question))

    answers = [ask(purpose) for purpose in ("fraud-detection", "marketing", "fraud-detection")]
    assert [answer.decision for answer in answers] == [True, False, True]
    found = expect(200, get_decisions_by_id.sync_detailed(answers[0].context.id, client=ana))
    assert found.outcome == "allow" and found.ledger.index == answers[0].context.ledger.index

    seen, cursor = [], None
    while True:
        more = {} if cursor is None else {"cursor": cursor}
        page = expect(200, get_decisions.sync_detailed(client=ana, limit=2, **more))
        seen += [item.id for item in page.items]
        cursor = page.next_
        if not cursor:
            break
    assert sorted(seen) == sorted(answer.context.id for answer in answers), seen

    hook = WebhookNewWebhook(url=f"https://hooks.example/{run}", events=["permit.changed"])
    made = expect(201, post_webhooks.sync_detailed(client=admin, body=hook))
    assert made.secret.startswith("whsec_")
    assert made.id in [item.id for item in expect(200, get_webhooks.sync_detailed(client=admin, limit=200)).items]
    expect(204, delete_webhooks_by_id.sync_detailed(made.id, client=admin))

    refused = expect(403, get_principals.sync_detailed(client=ana))
    assert isinstance(refused, Problem) and refused.status == 403, refused
    expect(204, delete_tokens_by_id.sync_detailed(shown.id, client=admin))
    assert expect(401, get_decisions.sync_detailed(client=ana)).code == "token.invalid"
    print(f"the generated client works: {len(seen)} decisions in pages of two, problems as types")


if __name__ == "__main__":
    main(*sys.argv[1:])

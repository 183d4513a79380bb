package dev.writ.api.notification;

import dev.writ.api.platform.Columns;
import dev.writ.ledger.entry.Json;
import java.util.Map;
import java.util.TreeMap;

/** What is posted to webhooks, as {@code docs/formats/webhook.md} says. The same notice has the same bytes in every attempt. */
final class WebhookBody {
    private WebhookBody() {}

    static byte[] of(Outgoing notice, String publicUrl) {
        Map<String, Json> members = new TreeMap<>();
        members.put("type", new Json.Str(notice.event()));
        members.put("timestamp", new Json.Str(notice.at().toString()));
        members.put("tenant", new Json.Str(notice.tenant().name()));
        members.put("about", new Json.Str(notice.about()));
        members.put("url", new Json.Str(publicUrl + notice.about()));
        members.put("data", Columns.read(notice.content()));
        return new Json.Obj(members).canonical().toArray();
    }
}

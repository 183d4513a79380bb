package dev.writ.api.access;

import dev.writ.api.platform.Fields;
import dev.writ.ledger.entry.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who wants to do what to which thing: the request of AuthZEN Authorization API 1.0, reduced to the members it defines.
 *
 * @param subjectType type of who wants to act
 * @param subjectId id of who wants to act
 * @param action what the subject wants to do
 * @param resourceType type of the thing
 * @param resourceId id of the thing
 * @param json the whole request, as the rules see it
 */
public record ActionRequest(
        String subjectType, String subjectId, String action, String resourceType, String resourceId, Json.Obj json) {
    private static final int LONGEST = 200;
    private static final int LONGEST_RESOURCE = 500;

    /** Reads the request at that JSON pointer; members that AuthZEN does not define are ignored. */
    public static ActionRequest read(Json.Obj body, String pointer) {
        Fields fields = Fields.lenient(body, pointer);
        Fields subject = part(fields, pointer, "subject");
        Fields action = part(fields, pointer, "action");
        Fields resource = part(fields, pointer, "resource");
        String subjectType = subject.text("type", LONGEST);
        String subjectId = subject.text("id", LONGEST);
        String actionName = action.text("name", LONGEST);
        String resourceType = resource.text("type", LONGEST);
        String resourceId = resource.text("id", LONGEST_RESOURCE);
        Map<String, Json> request = new TreeMap<>();
        request.put("subject", object(subject, Map.of("type", subjectType, "id", subjectId), pointer + "/subject"));
        request.put("action", object(action, Map.of("name", actionName), pointer + "/action"));
        request.put(
                "resource", object(resource, Map.of("type", resourceType, "id", resourceId), pointer + "/resource"));
        fields.value("context").ifPresent(context -> {
            Fields.lenient(context, pointer + "/context");
            request.put("context", context);
        });
        return new ActionRequest(subjectType, subjectId, actionName, resourceType, resourceId, new Json.Obj(request));
    }

    private static Fields part(Fields fields, String pointer, String name) {
        return Fields.lenient(fields.required(name), pointer + "/" + name);
    }

    private static Json object(Fields part, Map<String, String> texts, String pointer) {
        Map<String, Json> members = new TreeMap<>();
        texts.forEach((name, text) -> members.put(name, new Json.Str(text)));
        part.value("properties").ifPresent(properties -> {
            Fields.lenient(properties, pointer + "/properties");
            members.put("properties", properties);
        });
        return new Json.Obj(members);
    }

    /** A text among the resource's properties. */
    public Optional<String> resourceProperty(String name) {
        return member(json, "resource")
                .flatMap(resource -> member(resource, "properties"))
                .flatMap(properties -> member(properties, name))
                .flatMap(value -> value instanceof Json.Str(String text) ? Optional.of(text) : Optional.empty());
    }

    private static Optional<Json> member(Json value, String name) {
        return value instanceof Json.Obj(Map<String, Json> members)
                ? Optional.ofNullable(members.get(name))
                : Optional.empty();
    }

    /** The members of a request that a batch may give once for all. */
    static List<String> parts() {
        return List.of("subject", "action", "resource", "context");
    }
}

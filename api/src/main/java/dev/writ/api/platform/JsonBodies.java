package dev.writ.api.platform;

import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.JsonException;
import dev.writ.ledger.entry.StrictJson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads JSON bodies in two steps: first bounded and well-formed, else 400; then fit to be hashed ({@link StrictJson}), else 422.
 */
@Component
public class JsonBodies {
    private static final int NUMBER_LENGTH = 400;

    private final Limits limits;
    private final JsonFactory scanner;
    private final StrictJson strict = new StrictJson();

    public JsonBodies(Limits limits) {
        this.limits = limits;
        this.scanner = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(limits.nesting() + 1)
                        .maxNumberLength(NUMBER_LENGTH)
                        .maxNameLength(limits.bodyBytes())
                        .maxStringLength(limits.bodyBytes())
                        .build())
                .build();
    }

    /**
     * The body as a JSON object.
     *
     * @throws ProblemException 400 for what is missing, too deep or not JSON, 422 for JSON that cannot be hashed
     */
    public Json.Obj object(byte @Nullable [] body) {
        if (body == null || body.length == 0) {
            throw Problem.badRequest("body.missing", "the request has no body", "send a JSON object")
                    .raise();
        }
        if (value(body, "the request body") instanceof Json.Obj object) {
            return object;
        }
        throw Problem.badRequest("body.not_object", "the request body is not a JSON object", "send a JSON object")
                .raise();
    }

    /** Any JSON value; {@code what} names the bytes in messages. */
    public Json value(byte[] bytes, String what) {
        String text = Utf8.decode(bytes, what);
        scan(text, what);
        try {
            return strict.read(text);
        } catch (JsonException e) {
            throw Problem.unprocessable(
                            "json.not_hashable",
                            what + ": " + e.getMessage(),
                            "send every key once, whole Unicode characters, and numbers that a double can hold")
                    .raise();
        }
    }

    private void scan(String text, String what) {
        try (JsonParser parser = scanner.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) {
                throw Problem.badRequest("json.syntax", what + " is empty", "send JSON")
                        .raise();
            }
            scanValue(parser, what);
            if (parser.nextToken() != null) {
                throw Problem.badRequest(
                                "json.syntax",
                                what + " goes on after its JSON value" + place(parser.currentTokenLocation()),
                                "send one JSON value")
                        .raise();
            }
        } catch (JacksonException e) {
            throw Problem.badRequest(
                            "json.syntax", what + " is not JSON" + place(e.getLocation()), "send well-formed JSON")
                    .raise();
        }
    }

    /** Walks over the value that has begun. Depth is counted here, so of Jackson's own limits only that on numbers is met. */
    private void scanValue(JsonParser parser, String what) {
        try {
            while (!parser.streamReadContext().inRoot()) {
                if (parser.streamReadContext().getNestingDepth() > limits.nesting()) {
                    throw Problem.badRequest(
                                    "json.limit",
                                    what + " is nested deeper than " + limits.nesting() + " levels"
                                            + place(parser.currentTokenLocation()),
                                    "send a flatter value")
                            .raise();
                }
                parser.nextToken();
            }
        } catch (StreamConstraintsException e) {
            throw Problem.badRequest(
                            "json.limit",
                            what + " holds a number longer than " + NUMBER_LENGTH + " characters"
                                    + place(parser.currentLocation()),
                            "send a shorter number")
                    .raise();
        }
    }

    private static String place(@Nullable TokenStreamLocation at) {
        return at == null || at.getLineNr() < 1 ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }
}

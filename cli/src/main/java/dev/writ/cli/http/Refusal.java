package dev.writ.cli.http;

import dev.writ.cli.Failure;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/** Turns an answer other than success into a message: what the service said, and what to do about it. */
final class Refusal {
    private static final int LONGEST_QUOTE = 300;

    private Refusal() {}

    static Failure of(Answer answer) {
        String said = said(answer);
        return new Failure("the service refused `" + answer.uri().getPath() + "` (" + answer.status() + ")"
                + (said.isEmpty() ? "" : ": " + said) + advice(answer.status(), said));
    }

    private static String said(Answer answer) {
        JsonNode body;
        try {
            body = Json.parse(answer.body(), "the answer");
        } catch (Failure notJson) {
            return quote(new String(answer.body(), StandardCharsets.UTF_8));
        }
        if (body.isString()) {
            return quote(body.asString());
        }
        String detail = Json.text(body, "detail");
        String remediation = Json.text(body, "remediation");
        String code = Json.text(body, "code");
        return (code.isEmpty() ? "" : "[" + code + "] ")
                + quote(detail.isEmpty() ? Json.text(body, "title") : detail)
                + (remediation.isEmpty() ? "" : "; " + quote(remediation));
    }

    /** A foreign text in one line, without control characters that could play tricks on a terminal. */
    private static String quote(String text) {
        String line = text.strip().replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + " …";
    }

    private static String advice(int status, String said) {
        return switch (status) {
            case 401 -> "\ngive a valid token by --token-file or the variable WRIT_TOKEN";
            case 404 -> said.isEmpty() ? "\nis --url the address of a Writ service?" : "";
            case 503 -> "\nnothing was decided: try again";
            default -> "";
        };
    }
}

package dev.writ.api.notification;

import dev.writ.api.platform.Columns;
import dev.writ.ledger.entry.Json;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * What an e-mail says. Texts of callers stand on one line each, whatever they hold, so that they make up neither a header nor a
 * line of the service's own.
 */
record MailText(String subject, String body) {
    private static final int LONGEST = 200;

    static MailText of(Outgoing notice, String publicUrl) {
        Json content = Columns.read(notice.content());
        String headline = headline(notice.event());
        var body = new StringBuilder(headline).append(".\n\n");
        Optional<String> action = text(content, "action");
        action.ifPresent(what -> line(body, "What:", what));
        text(content, "state").or(() -> text(content, "change")).ifPresent(how -> line(body, "State:", how));
        text(content, "expires_at").ifPresent(until -> line(body, "Until:", until));
        line(body, "Open:", publicUrl + notice.about());
        body.append("\nSent by Writ at ")
                .append(publicUrl)
                .append(", because it concerns you. Answers to this message are not read.\n");
        String subject = action.map(what -> headline + ": " + what).orElse(headline);
        return new MailText("[Writ] " + cut(subject), body.toString());
    }

    private static String headline(String event) {
        return Arrays.stream(Notice.Event.values())
                .filter(known -> known.word().equals(event))
                .findFirst()
                .map(MailText::headline)
                .orElse("Something happened");
    }

    private static String headline(Notice.Event event) {
        return switch (event) {
            case WAITING -> "A change request waits for you";
            case ESCALATED -> "Nobody has acted on a change request";
            case EXPIRING -> "A change request ends soon";
            case DECIDED -> "A change request has ended";
            case BREAK_GLASS -> "Approvals were waived in an emergency";
            case REVIEWED -> "An emergency was reviewed";
            case PERMIT -> "A permit has changed";
        };
    }

    private static void line(StringBuilder body, String name, String value) {
        body.append(String.format("%-9s", name)).append(value).append('\n');
    }

    private static Optional<String> text(Json content, String name) {
        return content instanceof Json.Obj(Map<String, Json> members)
                        && members.get(name) instanceof Json.Str(String text)
                        && !text.isBlank()
                ? Optional.of(cut(oneLine(text)))
                : Optional.empty();
    }

    /** Every control character, line separator and mark that turns the direction of text becomes a space. */
    private static String oneLine(String text) {
        return text.codePoints()
                .map(c -> switch (Character.getType(c)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.SURROGATE -> ' ';
                    default -> c;
                })
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }
}

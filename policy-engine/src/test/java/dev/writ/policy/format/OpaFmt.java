package dev.writ.policy.format;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The real {@code opa fmt} on many texts. It takes a process for all of them, and one more for each that it refuses. */
final class OpaFmt {
    private static final Pattern NAME = Pattern.compile("(\\d{6}\\.rego)(?: was|:)");
    private static final int MINUTES = 5;

    private OpaFmt() {}

    /** What {@code opa fmt} makes of one text: a text, or why there is none. */
    sealed interface Answer {
        record Text(String text) implements Answer {}

        record Refused(String message) implements Answer {
            /** True if it could read the text and could not read what it made of it. */
            boolean isOwnFault() {
                return message.contains("was successfully formatted, but the result is invalid");
            }
        }
    }

    static List<Answer> format(Path folder, List<String> texts, List<String> flags)
            throws IOException, InterruptedException {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            names.add(String.format("%06d.rego", i));
            Files.writeString(folder.resolve(names.get(i)), texts.get(i));
        }
        List<Answer> answers = new ArrayList<>();
        while (answers.size() < texts.size()) {
            int from = answers.size();
            String refusal = run(folder, names.subList(from, names.size()), flags);
            Matcher name = NAME.matcher(refusal);
            if (!refusal.isEmpty() && !name.find()) {
                throw new AssertionError("opa fmt: " + refusal);
            }
            int end = refusal.isEmpty() ? names.size() : names.indexOf(name.group(1));
            for (int i = from; i < end; i++) {
                answers.add(new Answer.Text(Files.readString(folder.resolve(names.get(i)))));
            }
            if (!refusal.isEmpty()) {
                answers.add(new Answer.Refused(refusal));
            }
        }
        return answers;
    }

    /** What it printed where it failed, or an empty text. */
    private static String run(Path folder, List<String> names, List<String> flags)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("opa", "fmt", "-w"));
        command.addAll(flags);
        command.addAll(names);
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            throw new AssertionError("opa fmt does not end");
        }
        return process.exitValue() == 0 ? "" : printed;
    }
}

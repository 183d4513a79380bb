package dev.writ.policy.format;

import dev.writ.policy.source.SourceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Our formatter and the real one, asked the same. */
final class Comparison {
    private final FormatOptions options;
    private final List<String> flags;
    private final Map<Reason, List<String>> explained = new EnumMap<>(Reason.class);
    private final List<String> unexplained = new ArrayList<>();
    private int equal;
    private int refused;
    private int withheld;

    Comparison(FormatOptions options, List<String> flags) {
        this.options = options;
        this.flags = flags;
    }

    void run(Path folder, List<String> texts) throws IOException, InterruptedException {
        List<OpaFmt.Answer> answers = OpaFmt.format(folder, texts, flags);
        for (int i = 0; i < texts.size(); i++) {
            compare(texts.get(i), answers.get(i));
        }
    }

    private void compare(String text, OpaFmt.Answer answer) {
        Formatted ours = RegoFormatter.format(new SourceFile("p.rego", text), options);
        switch (answer) {
            case OpaFmt.Answer.Text theirs -> compare(text, theirs.text(), ours);
            case OpaFmt.Answer.Refused refusal -> {
                if (ours.text() == null) {
                    refused++;
                } else if (refusal.isOwnFault()) {
                    explain(Reason.CANNOT_READ_ITS_OWN, text);
                } else {
                    unexplained.add(text + "--- opa: " + refusal.message() + "--- ours:\n" + ours.text());
                }
            }
        }
    }

    private void compare(String text, String theirs, Formatted ours) {
        if (theirs.equals(ours.text())) {
            equal++;
            return;
        }
        Optional<Reason> reason = Reason.of(text, theirs, options);
        if (reason.isPresent()) {
            withheld += ours.text() == null ? 1 : 0;
            explain(reason.get(), text);
        } else {
            unexplained.add(text + "--- opa:\n" + theirs + "--- ours:\n"
                    + (ours.text() == null ? ours.diagnostics() : ours.text()));
        }
    }

    private void explain(Reason reason, String text) {
        explained.computeIfAbsent(reason, key -> new ArrayList<>()).add(text);
    }

    /** Texts that differ and nothing says why. */
    List<String> unexplained() {
        return unexplained;
    }

    /** The texts that differ, by what OPA does to them. */
    Map<Reason, List<String>> explained() {
        return explained;
    }

    int equal() {
        return equal;
    }

    /** How many texts neither of the two formats. */
    int refused() {
        return refused;
    }

    /** How many texts ours refuses, where OPA's answer is wrong. */
    int withheld() {
        return withheld;
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(equal + " equal, " + refused + " refused by both");
        explained.forEach((reason, texts) ->
                out.append(", ").append(texts.size()).append(" differ: ").append(reason));
        return out + ", " + withheld + " of them refused by ours, " + unexplained.size() + " unexplained";
    }
}

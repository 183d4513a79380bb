package dev.writ.policy.builtin.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.BuiltinLimits;
import dev.writ.policy.builtin.FakeContext;
import dev.writ.policy.builtin.golang.GoArg;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Templates made of words of the language in any order: each is rendered or refused, and nothing else happens. */
final class TemplateFuzzTest {

    private static final int TEMPLATES = 30_000;
    private static final BuiltinLimits LIMITS = new BuiltinLimits(10_000, 10_000, 100);
    private static final String[] WORDS = {
        "{{",
        "}}",
        "{{- ",
        " -}}",
        "{{end}}",
        "{{else}}",
        "{{if .n}}",
        "{{with .m}}",
        "{{range .l}}",
        "{{range 3}}",
        "{{define \"a\"}}",
        "{{template \"a\" .}}",
        "{{block \"b\" .}}",
        "{{break}}",
        "{{continue}}",
        "{{$x := .m}}",
        "if",
        "range",
        "with",
        "else",
        "end",
        "nil",
        "true",
        ".",
        ".n",
        ".m.k",
        ".l",
        "$",
        "$x",
        "$x.k",
        ":=",
        "=",
        ",",
        "|",
        "(",
        ")",
        " ",
        "\n",
        "\"s\"",
        "`r`",
        "'c'",
        "\"",
        "`",
        "'",
        "\\",
        "1",
        "-2",
        "0x1p3",
        "1e9",
        "1+2i",
        "08",
        "print",
        "printf",
        "\"%v %5d %[2]*.[1]*f\"",
        "index",
        "slice",
        "len",
        "eq",
        "lt",
        "and",
        "or",
        "not",
        "html",
        "js",
        "urlquery",
        "call",
        "/*",
        "*/",
        "{{/* c */}}",
        "text",
        "é",
        "\udc80",
        "\ud83d",
        "\0",
        "<b>"
    };

    @Test
    void renderedOrRefused() {
        long seed = Long.getLong("writ.seed", System.nanoTime());
        System.out.println("TemplateFuzzTest: -Dwrit.seed=" + seed);
        Random random = new Random(seed);
        GoArg.Dict data = GoArg.Dict.of(Map.of(
                "n", new GoArg.JsonNumber("5"),
                "l", new GoArg.Slice(List.of(new GoArg.Str("a"), new GoArg.Nil(), new GoArg.Bool(true)), 1),
                "m", GoArg.Dict.of(Map.of("k", new GoArg.Str("v")))));
        int rendered = 0;
        for (int i = 0; i < TEMPLATES; i++) {
            String source = source(random);
            try {
                String text = Template.parse(source).render(new FakeContext(LIMITS, 20_000), data);
                assertThat(text.length()).as(source).isLessThanOrEqualTo(LIMITS.maxStringLength());
                rendered++;
            } catch (BuiltinFailure refused) {
                assertThat(refused.reason()).as(source).startsWith("template: template:");
            } catch (FakeContext.Halted halted) {
                assertThat(halted.getMessage()).as(source).matches("deadline|.* is too large");
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("seed " + seed + ": " + source, e);
            }
        }
        assertThat(rendered).as("seed " + seed).isPositive();
    }

    private static String source(Random random) {
        StringBuilder source = new StringBuilder();
        for (int i = random.nextInt(30); i > 0; i--) {
            source.append(WORDS[random.nextInt(WORDS.length)]).append(random.nextInt(3) == 0 ? " " : "");
        }
        return source.toString();
    }
}

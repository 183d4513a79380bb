package dev.writ.policy.builtin.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.BuiltinLimits;
import dev.writ.policy.builtin.FakeContext;
import dev.writ.policy.value.RegoObject;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Words of the language in any order, as queries and as schemas: each is read and checked, or refused. */
final class GraphQlFuzzTest {

    private static final int DOCUMENTS = 40_000;
    private static final String[] WORDS = {
        "{",
        "}",
        "{",
        "}",
        "(",
        ")",
        "[",
        "]",
        ":",
        "=",
        "|",
        "&",
        "!",
        "@",
        "$",
        "...",
        "#c\n",
        "\n",
        ",",
        "a",
        "b",
        "Q",
        "Query",
        "Int",
        "String",
        "User",
        "on",
        "query",
        "mutation",
        "subscription",
        "fragment F on Query",
        "...F",
        "type Query",
        "extend",
        "type",
        "interface",
        "union",
        "enum",
        "input",
        "scalar",
        "schema",
        "directive",
        "implements",
        "repeatable",
        "{a}",
        "{ a: Int }",
        "(a: 1)",
        "(a: $b)",
        "($b: Int = 1)",
        "@skip(if: true)",
        "@oneOf",
        "FIELD",
        "true",
        "null",
        "1",
        "-0",
        "1.5e9",
        "99999999999999999999",
        "\"s\"",
        "\"\\u00e9\\n\"",
        "\"\"\"\n  x\n\"\"\"",
        "\"",
        "\"\"\"",
        "\\",
        "'",
        "é",
        "\udc80",
        "\ud83d",
        "\0",
        "\ufeff",
        "__typename",
        "__schema",
        "a: Query",
        "a(b: [Int!]!): Query"
    };
    private static final String SCHEMA =
            "type Query { a(a: Int, b: [Int!]): Query b: [User!] } type User { a: Int } input I { a: I }";

    @Test
    void readOrRefused() {
        long seed = Long.getLong("writ.seed", System.nanoTime());
        System.out.println("GraphQlFuzzTest: -Dwrit.seed=" + seed);
        Random random = new Random(seed);
        GraphQl.Types types = GraphQl.schema(SCHEMA, () -> {}).types(() -> {});
        int read = 0;
        for (int i = 0; i < DOCUMENTS; i++) {
            String text = text(random);
            boolean query = random.nextBoolean();
            FakeContext context = new FakeContext(BuiltinLimits.DEFAULT, 100_000);
            try {
                read += query ? query(text, types, context) : schema(text, context);
            } catch (BuiltinFailure refused) {
                assertThat(refused.reason()).as(text).isNotEmpty();
            } catch (FakeContext.Halted halted) {
                assertThat(halted.getMessage()).as(text).isEqualTo("deadline");
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("seed " + seed + ": " + text, e);
            }
        }
        assertThat(read).as("seed " + seed).isPositive();
    }

    /** A tree is read back as what it was written from, as far as trees go. */
    private static int query(String text, GraphQl.Types types, FakeContext context) {
        GraphQl.Query query = GraphQl.query(text, context::checkpoint);
        RegoObject tree = query.tree();
        GraphQl.query(tree, context::checkpoint);
        types.check(query, context::checkpoint);
        return 1;
    }

    private static int schema(String text, FakeContext context) {
        GraphQl.Source schema = GraphQl.schema(text, context::checkpoint);
        RegoObject tree = schema.tree();
        assertThat(GraphQl.schema(tree, context::checkpoint).tree()).as(text).isEqualTo(tree);
        schema.types(context::checkpoint);
        return 1;
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(25); i > 0; i--) {
            text.append(WORDS[random.nextInt(WORDS.length)]).append(random.nextInt(5) == 0 ? "" : " ");
        }
        return text.toString();
    }
}

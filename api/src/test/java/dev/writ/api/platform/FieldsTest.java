package dev.writ.api.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.StrictJson;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class FieldsTest {
    private static final List<String> NAMES = List.of("id", "kind", "roles", "count", "on", "map", "parts");

    @Test
    void everyKindOfMemberIsRead() {
        Fields fields =
                fields("{\"id\":\"a.b-1\",\"kind\":\"human\",\"roles\":[\"x\",\"y\",\"x\"],\"count\":7,\"on\":true,"
                        + "\"map\":{\"k\":\"v\"},\"parts\":[{\"name\":\"n\"}]}");
        assertThat(fields.identifier("id")).isEqualTo("a.b-1");
        assertThat(fields.oneOf("kind", List.of("human", "service"))).isEqualTo("human");
        assertThat(fields.texts("roles", 5)).containsExactly("x", "y");
        assertThat(fields.number("count", 0, 10)).isEqualTo(7);
        assertThat(fields.flag("on", false)).isTrue();
        assertThat(fields.textMap("map", 5)).isEqualTo(Map.of("k", "v"));
        assertThat(fields.objects("parts", 5, List.of("name")).getFirst().text("name", 10))
                .isEqualTo("n");
    }

    @Test
    void whatIsAbsentOrNullIsEmpty() {
        Fields fields = fields("{\"roles\":null}");
        assertThat(fields.has("roles")).isFalse();
        assertThat(fields.texts("roles", 5)).isEmpty();
        assertThat(fields.flag("on", true)).isTrue();
        assertThat(fields.textMap("map", 5)).isEmpty();
        assertThat(fields.objects("parts", 5, List.of())).isEmpty();
    }

    @Test
    void anUnknownMemberIsNamedWithTheNearest() {
        assertProblem(
                () -> fields("{\"knd\":1}"),
                "field.unknown",
                "unknown field `/knd`; the nearest valid field is `kind`");
        assertProblem(() -> fields("{\"temperature\":1}"), "field.unknown", "unknown field `/temperature`");
        assertProblem(
                () -> fields("{\"parts\":[{\"nam\":1}]}").objects("parts", 5, List.of("name")),
                "field.unknown",
                "unknown field `/parts/0/nam`; the nearest valid field is `name`");
    }

    @Test
    void aWrongTypeIsNamedWithItsPlace() {
        Fields fields =
                fields("{\"id\":1,\"roles\":[\"a\",2],\"count\":1.5,\"on\":\"yes\",\"map\":[],\"kind\":\"humn\"}");
        assertProblem(() -> fields.text("id", 10), "field.type", "`/id` is not a text of 1 to 10 characters");
        assertProblem(() -> fields.texts("roles", 5), "field.type", "`/roles/1` is not a text of 1 to 200 characters");
        assertProblem(() -> fields.texts("roles", 1), "field.type", "`/roles` is not a list of at most 1 texts");
        assertProblem(() -> fields.number("count", 0, 9), "field.type", "`/count` is not a whole number from 0 to 9");
        assertProblem(() -> fields.flag("on", false), "field.type", "`/on` is not true or false");
        assertProblem(() -> fields.textMap("map", 5), "field.type", "`/map` is not an object of at most 5 texts");
        assertProblem(
                () -> fields.oneOf("kind", List.of("human", "service")),
                "field.value",
                "`/kind` is `humn`, which is not a valid value; the nearest is `human`");
        assertProblem(() -> fields.text("parts", 5), "field.missing", "the field `/parts` is missing");
    }

    @Test
    void anIdentifierHasNoSlashAndNoSpace() {
        for (String wrong : List.of("a/b", "a b", "-a", "ä", "a".repeat(201))) {
            Fields fields = Fields.of(new Json.Obj(Map.of("id", new Json.Str(wrong))), "", NAMES);
            assertThatThrownBy(() -> fields.identifier("id")).isInstanceOf(ProblemException.class);
        }
    }

    private static Fields fields(String json) {
        return Fields.of(new StrictJson().read(json), "", NAMES);
    }

    private static void assertProblem(ThrowingCallable call, String code, String detail) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem().status()).isEqualTo(422);
            assertThat(e.problem().code()).isEqualTo(code);
            assertThat(e.problem().detail()).isEqualTo(detail);
        });
    }
}

package dev.writ.policy.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class YamlReaderTest {
    private static final int DEPTH = 100;

    private static String json(String yaml) {
        return JsonWriter.compact(YamlReader.read(yaml, DEPTH));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "^^~null",
                "# nothing~null",
                "a: 1~{\"a\":1}",
                "{a: [1, 2.50, -0.0, 1.0, .5, 5., +3, 007, 0x1F, 0o17, 1e3,"
                        + " 1e-2]}~{\"a\":[1,2.5,-0,1,0.5,5,3,7,31,15,1000,0.01]}",
                "[true, True, yes, on, null, Null, '', 'true',"
                        + " \"1\"]~[true,true,\"yes\",\"on\",null,null,\"\",\"true\",\"1\"]",
                "[2020-01-01, 1.2.3, 1_000, 0b1]~[\"2020-01-01\",\"1.2.3\",1000,1]",
                "[!!str 1, !!int 2, !!null '']~[\"1\",2,null]",
                "{1: a, true: b, 1.5: c}~{\"1\":\"a\",\"1.5\":\"c\",\"true\":\"b\"}",
                "^a: 1\na: 2^~{\"a\":2}",
                "^a: 1\n---\nb: 2^~{\"a\":1}",
                "!!binary aGk=~\"hi\"",
                "[&a [1], *a, *a]~[[1],[1],[1]]",
                "123456789012345678901234567890~1.2345678901234568e+29"
            })
    void documentsAreReadAsJson(String yaml, String expected) {
        assertThat(json(yaml)).isEqualTo(expected);
    }

    @Test
    void mapsAreMergedWithoutReplacing() {
        assertThat(json("base: &b {x: 1, y: 2}\nc:\n  <<: *b\n  y: 3\n"))
                .isEqualTo("{\"base\":{\"x\":1,\"y\":2},\"c\":{\"x\":1,\"y\":3}}");
        assertThat(json("c:\n  y: 3\n  <<: [{x: 1}, {x: 2, z: 4}]\n")).isEqualTo("{\"c\":{\"x\":1,\"y\":3,\"z\":4}}");
        assertThat(json("'<<': 1")).isEqualTo("{\"<<\":1}");
    }

    @Test
    void metadataKnowsMomentsAndRefusesEqualKeys() {
        assertThat(JsonWriter.compact(YamlReader.read("a: 2020-1-2", DEPTH, YamlReader.Dialect.METADATA)))
                .isEqualTo("{\"a\":\"2020-01-02T00:00:00Z\"}");
        assertThatThrownBy(() -> YamlReader.read("a: 1\na: 2", DEPTH, YamlReader.Dialect.METADATA))
                .hasMessage("2:1: duplicate key `a`");
    }

    @Test
    void blocksOfTextAreRead() {
        assertThat(json("a: |\n  x\n   y\nb: >\n  x\n  y\n")).isEqualTo("{\"a\":\"x\\n y\\n\",\"b\":\"x y\\n\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "^a: 1\nb: [^~2:5: did not find expected node content",
                "^a: *b^~1:4: unknown anchor 'b' referenced",
                "^a: &a [*a]^~1:8: anchor 'a' value contains itself",
                "^[.nan]^~1:2: `.nan` is no number of JSON",
                "^[a]: 1^~1:1: invalid map key: an array",
                "^null: 1^~1:1: null cannot be a key",
                "^<<: 1^~1:5: map merge requires map or sequence of maps as the value",
                "^a: 1\n---\nb: [^~3:5: did not find expected node content",
            })
    void errorsNameTheirPlace(String yaml, String message) {
        assertThatThrownBy(() -> json(yaml)).isInstanceOf(YamlException.class).hasMessage(message);
    }

    @Test
    @Timeout(30)
    void deepNestingIsRefused() {
        for (String open : new String[] {"[", "{a: ", "- ", "? "}) {
            assertThatThrownBy(() -> json(open.repeat(20_000)))
                    .as(open)
                    .isInstanceOf(YamlException.class)
                    .hasMessageContaining("nested deeper than the limit of 100 levels");
        }
    }

    @Test
    @Timeout(30)
    void aliasesCannotMultiplyWithoutBound() {
        StringBuilder yaml = new StringBuilder("a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n");
        for (int i = 1; i < 12; i++) {
            String alias = "*a" + (i - 1);
            yaml.append("a" + i + ": &a" + i + " [" + (alias + ", ").repeat(9) + alias + "]\n");
        }
        assertThatThrownBy(() -> json(yaml.toString())).hasMessageContaining("aliases make the document too large");
    }
}

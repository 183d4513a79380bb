package dev.writ.policy.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ValueOrderTest {

    /** Sorted by {@code opa eval 'sort([...])'}. */
    private static List<RegoValue> ascending() {
        List<RegoValue> values = new ArrayList<>(List.of(RegoNull.NULL, RegoBoolean.FALSE, RegoBoolean.TRUE));
        for (String number :
                List.of("-1e400", "-9223372036854775809", "-1", "-0.5", "0", "1e-400", "0.1", "1", "1.5", "2")) {
            values.add(RegoNumber.parse(number));
        }
        for (String text : List.of("", "A", "a", "aa", "b", "\u00e9", "\uE000", "\uFFFD", "\uD83D\uDE00")) {
            values.add(RegoString.of(text));
        }
        for (String array : List.of(
                "[]", "[1]", "[1,1]", "[2]", "{}", "{\"a\":1}", "{\"a\":1,\"b\":1}", "{\"a\":2}", "{\"b\":0}")) {
            values.add(JsonReader.read(array));
        }
        values.add(RegoSet.EMPTY);
        values.add(RegoSet.of(RegoNumber.of(1)));
        values.add(RegoSet.of(RegoNumber.of(1), RegoNumber.of(2)));
        values.add(RegoSet.of(RegoNumber.of(2)));
        return values;
    }

    @Test
    void kindsAndContentsAreOrderedAsInOpa() {
        List<RegoValue> values = ascending();
        for (int i = 0; i < values.size(); i++) {
            for (int j = 0; j < values.size(); j++) {
                assertThat(Integer.signum(values.get(i).compareTo(values.get(j))))
                        .as("%s and %s", values.get(i), values.get(j))
                        .isEqualTo(Integer.compare(i, j));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1.0",
        "1, 1e0",
        "100, 1E2",
        "0, -0",
        "0, 0.000",
        "0.1, 1e-1",
        "9223372036854775808, 9.223372036854775808e18"
    })
    void numbersWrittenDifferentlyAreEqual(String a, String b) {
        RegoNumber x = RegoNumber.parse(a);
        RegoNumber y = RegoNumber.parse(b);
        assertThat(x).isEqualTo(y).hasSameHashCodeAs(y);
        assertThat(y).isEqualTo(x);
        assertThat(y.text()).isEqualTo(b);
        assertThat(x.compareTo(y)).isZero();
    }

    @Test
    void numbersThatDoublesCannotTellApartDiffer() {
        assertThat(RegoNumber.parse("0.1")).isNotEqualTo(RegoNumber.parse("0.1000000000000000055"));
        assertThat(RegoNumber.parse("9007199254740993")).isGreaterThan(RegoNumber.parse("9007199254740992"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", ".", "1e", "1e+", "e1", "1.2.3", "0x1", "1 ", "Infinity", "NaN", "--1"})
    void whatIsNoNumberIsRefused(String text) {
        assertThatThrownBy(() -> RegoNumber.parse(text)).isInstanceOf(NumberFormatException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e40000", "1e-40000", "1e99999999999", "-1e1000000000", "0.1e2147483648"})
    void numbersWithHugeExponentsAreRefusedAtOnce(String text) {
        assertThatThrownBy(() -> RegoNumber.parse(text)).hasMessage("number too big");
    }

    @Test
    void aZeroWithAnyExponentIsZero() {
        assertThat(RegoNumber.parse("0e30000").signum()).isZero();
        assertThat(RegoNumber.parse("1e0000000000000000001").longValue()).isEqualTo(10);
    }

    @Test
    void computedNumbersAreAsPlainAsTheyCanBe() {
        assertThat(RegoNumber.of(new BigDecimal("2.50"))).hasToString("2.50");
        assertThat(RegoNumber.of(new BigDecimal("2.00")))
                .isInstanceOf(RegoInteger.class)
                .hasToString("2");
        assertThat(RegoNumber.of(new BigDecimal("1E+3")))
                .isInstanceOf(RegoInteger.class)
                .hasToString("1000");
        assertThat(RegoNumber.of(BigInteger.TWO.pow(63))).hasToString("9223372036854775808");
        assertThat(RegoNumber.of(BigInteger.TWO.pow(63).negate())).isInstanceOf(RegoInteger.class);
    }

    @Test
    void ofEqualElementsTheFirstStays() {
        RegoSet set = RegoSet.of(RegoNumber.parse("1.0"), RegoNumber.of(1));
        assertThat(set.toString()).isEqualTo("{1.0}");
        assertThat(set.find(RegoNumber.of(1))).hasToString("1.0");
        assertThat(set.contains(RegoNumber.parse("1e0"))).isTrue();
    }

    @Test
    void theRegoFormShowsSetsApartFromArrays() {
        RegoObject object = RegoObject.builder()
                .put("b", RegoSet.EMPTY)
                .put("a", RegoArray.of(RegoSet.of(RegoNumber.of(2), RegoNumber.of(1)), RegoString.of("x\n")))
                .build();
        assertThat(object).hasToString("{\"a\": [{1, 2}, \"x\\n\"], \"b\": set()}");
        assertThat(RegoArray.EMPTY.toString()).isEqualTo("[]");
        assertThat(RegoObject.EMPTY).hasToString("{}");
    }

    @Test
    void arraysAreFoundByIntegersOnly() {
        RegoArray array = RegoArray.of(RegoString.of("a"), RegoString.of("b"));
        assertThat(array.find(RegoNumber.parse("1.0"))).hasToString("\"b\"");
        assertThat(array.find(RegoNumber.parse("0.5"))).isNull();
        assertThat(array.find(RegoNumber.of(-1))).isNull();
        assertThat(array.find(RegoNumber.of(2))).isNull();
        assertThat(array.find(RegoNumber.parse("1e300"))).isNull();
        assertThat(array.find(RegoString.of("0"))).isNull();
    }

    @Test
    void onlyFalseDoesNotHold() {
        assertThat(RegoBoolean.FALSE.isTrue()).isFalse();
        assertThat(ascending().stream().filter(value -> !value.isTrue())).containsExactly(RegoBoolean.FALSE);
    }

    @Test
    void anIndexIsWrittenWithoutAnExponentAndIsNotTooLong() {
        assertThat(RegoNumber.parse("1.0").isIndex()).isTrue();
        assertThat(RegoNumber.parse("-12.00").isIndex()).isTrue();
        assertThat(RegoNumber.parse("9223372036854775807").isIndex()).isTrue();
        assertThat(RegoNumber.parse("1e0").isIndex()).isFalse();
        assertThat(RegoNumber.parse("1.5").isIndex()).isFalse();
        assertThat(RegoNumber.parse("1.000000000000000000").isIndex()).isFalse();
        assertThat(RegoNumber.parse("9223372036854775808").isIndex()).isFalse();
    }
}

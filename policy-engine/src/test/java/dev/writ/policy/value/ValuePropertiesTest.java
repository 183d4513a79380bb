package dev.writ.policy.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Laws that all values keep; every failure names its seed, and {@code -Dwrit.seed} repeats it. */
final class ValuePropertiesTest {
    private static final long SEED = Long.getLong("writ.seed", System.nanoTime());

    private final RandomValues values = new RandomValues(SEED);

    @Test
    void theOrderIsTotalAndAgreesWithEqualsAndHash() {
        for (int i = 0; i < 5_000; i++) {
            RegoValue a = values.any(2);
            RegoValue b = values.any(2);
            int order = a.compareTo(b);
            assertThat(Integer.signum(b.compareTo(a)))
                    .as("seed %s: %s, %s", SEED, a, b)
                    .isEqualTo(-Integer.signum(order));
            assertThat(a.equals(b)).as("seed %s: %s, %s", SEED, a, b).isEqualTo(order == 0);
            if (order == 0) {
                assertThat(a.hashCode()).as("seed %s: %s, %s", SEED, a, b).isEqualTo(b.hashCode());
            }
        }
    }

    @Test
    void theOrderIsTransitive() {
        for (int i = 0; i < 5_000; i++) {
            RegoValue[] three = {values.any(1), values.any(1), values.any(1)};
            Arrays.sort(three);
            assertThat(three[0].compareTo(three[2]))
                    .as("seed %s: %s", SEED, List.of(three))
                    .isNotPositive();
        }
    }

    @Test
    void numbersCompareByTheirExactValue() {
        for (int i = 0; i < 5_000; i++) {
            RegoNumber a = values.number();
            RegoNumber b = values.number();
            assertThat(Integer.signum(a.compareTo(b)))
                    .as("seed %s: %s, %s", SEED, a, b)
                    .isEqualTo(a.decimalValue().compareTo(b.decimalValue()));
        }
    }

    @Test
    void stringsCompareByTheirUtf8Bytes() {
        for (int i = 0; i < 5_000; i++) {
            RegoString a = values.string();
            RegoString b = values.string();
            int bytes = Arrays.compareUnsigned(
                    a.value().getBytes(StandardCharsets.UTF_8), b.value().getBytes(StandardCharsets.UTF_8));
            assertThat(Integer.signum(a.compareTo(b)))
                    .as("seed %s: %s, %s", SEED, a, b)
                    .isEqualTo(Integer.signum(bytes));
        }
    }

    @Test
    void setsAreAsATreeOfTheirElements() {
        for (int i = 0; i < 500; i++) {
            List<RegoValue> elements = many(new Random(SEED + i).nextInt(40));
            RegoSet set = RegoSet.of(elements);
            TreeSet<RegoValue> expected = new TreeSet<>(elements);
            assertThat(set.toList()).as("seed %s", SEED).containsExactlyElementsOf(expected);
            Collections.shuffle(elements, new Random(i));
            RegoValue again = RegoSet.of(elements);
            assertThat(again).as("seed %s", SEED).isEqualTo(set).hasSameHashCodeAs(set);
            RegoValue other = values.any(1);
            assertThat(set.contains(other)).as("seed %s: %s", SEED, other).isEqualTo(expected.contains(other));
        }
    }

    @Test
    void objectsAreAsATreeOfTheirEntries() {
        for (int i = 0; i < 500; i++) {
            Map<RegoValue, RegoValue> model = new HashMap<>();
            RegoObject.Builder builder = RegoObject.builder();
            for (RegoValue key : many(new Random(SEED + i).nextInt(40))) {
                RegoValue value = values.any(1);
                assertThat(builder.put(key, value)).as("seed %s", SEED).isEqualTo(model.put(key, value));
            }
            RegoObject object = builder.build();
            List<RegoValue> keys = new ArrayList<>();
            List<RegoValue> found = new ArrayList<>();
            object.forEach((key, value) -> {
                keys.add(key);
                found.add(value);
            });
            TreeMap<RegoValue, RegoValue> ordered = new TreeMap<>(model);
            assertThat(keys).as("seed %s", SEED).containsExactlyElementsOf(ordered.keySet());
            assertThat(found).as("seed %s", SEED).containsExactlyElementsOf(ordered.values());
            RegoValue other = values.any(1);
            assertThat(object.get(other)).as("seed %s: %s", SEED, other).isEqualTo(model.get(other));
            assertThat(shuffled(object, i))
                    .as("seed %s", SEED)
                    .isEqualTo(object)
                    .hasSameHashCodeAs(object);
        }
    }

    private static RegoObject shuffled(RegoObject object, int seed) {
        List<RegoValue> keys = new ArrayList<>(object.keys().toList());
        Collections.shuffle(keys, new Random(seed));
        RegoObject.Builder builder = RegoObject.builder();
        for (RegoValue key : keys) {
            RegoValue value = object.get(key);
            assertThat(value).isNotNull();
            if (value != null) {
                builder.put(key, value);
            }
        }
        return builder.build();
    }

    private List<RegoValue> many(int count) {
        List<RegoValue> many = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            many.add(values.any(1));
        }
        return many;
    }

    @Test
    void jsonIsReadBackAsItWasWritten() {
        for (int i = 0; i < 1_000; i++) {
            RegoValue value = values.json(3);
            for (String text :
                    List.of(JsonWriter.compact(value), JsonWriter.pretty(value), JsonWriter.compactHtmlSafe(value))) {
                RegoValue read = JsonReader.read(text);
                assertThat(read).as("seed %s: %s", SEED, text).isEqualTo(value);
                assertThat(JsonWriter.compact(read)).as("seed %s", SEED).isEqualTo(JsonWriter.compact(value));
            }
        }
    }
}

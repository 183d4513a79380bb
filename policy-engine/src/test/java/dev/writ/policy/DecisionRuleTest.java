package dev.writ.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.policy.Decision.Outcome;
import dev.writ.policy.Decision.Requirement;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoNull;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoSet;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DecisionRuleTest {

    private static final EvaluationStatistics NOTHING = new EvaluationStatistics(0, 0);
    private static final RegoObject DENY = object().put("code", RegoString.of("region.mismatch"))
            .put("message", RegoString.of("wrong region"))
            .put("control", RegoString.of("GDPR Art. 44"))
            .put("remediation", RegoString.of("read it from the eu"))
            .build();
    private static final RegoObject REQUIRE = object().put("group", RegoString.of("risk"))
            .put("count", RegoNumber.of(2))
            .put("distinct_from", RegoArray.of(RegoString.of("requester")))
            .build();
    private static final RegoObject OBLIGATION =
            object().put("type", RegoString.of("row_filter")).build();

    private static RegoObject.Builder object() {
        return RegoObject.builder();
    }

    private static RegoObject document(boolean allow, boolean deny, boolean require) {
        return object().put("allow", RegoBoolean.of(allow))
                .put("deny", deny ? RegoSet.of(DENY) : RegoSet.EMPTY)
                .put("require", require ? RegoArray.of(REQUIRE) : RegoArray.EMPTY)
                .put("obligations", RegoArray.of(OBLIGATION))
                .build();
    }

    private static Decision decide(RegoValue document, Predicate<Requirement> met) {
        return DecisionRule.decide(new Evaluation.Defined(document, NOTHING), met);
    }

    @Test
    void everyCombinationComesOutAsTheContractSays() {
        for (boolean allow : new boolean[] {true, false}) {
            for (boolean deny : new boolean[] {true, false}) {
                for (boolean require : new boolean[] {true, false}) {
                    for (boolean met : new boolean[] {true, false}) {
                        Outcome expected = deny || !allow
                                ? Outcome.DENY
                                : require && !met ? Outcome.APPROVAL_REQUIRED : Outcome.ALLOW;
                        assertThat(decide(document(allow, deny, require), ignored -> met)
                                        .outcome())
                                .as("allow %s deny %s require %s met %s", allow, deny, require, met)
                                .isEqualTo(expected);
                    }
                }
            }
        }
    }

    @Test
    void denyCarriesTheReasonsAndNothingElse() {
        Decision decision = decide(document(true, true, true), ignored -> true);

        assertThat(decision.reasons())
                .containsExactly(
                        new Decision.Reason("region.mismatch", "wrong region", "GDPR Art. 44", "read it from the eu"));
        assertThat(decision.require()).isEmpty();
        assertThat(decision.obligations()).isEmpty();
    }

    @Test
    void approvalCarriesWhatIsAskedForAndTheObligations() {
        Decision decision = DecisionRule.decide(new Evaluation.Defined(document(true, false, true), NOTHING));

        assertThat(decision.outcome().word()).isEqualTo("approval_required");
        assertThat(decision.require()).containsExactly(new Requirement("risk", 2, List.of("requester")));
        assertThat(decision.obligations()).containsExactly(OBLIGATION);
    }

    @Test
    void whatIsNoAnswerIsADeny() {
        Diagnostic timeout = Diagnostic.error(DiagnosticCode.EVAL_LIMIT, null, "too long");
        Diagnostic conflict = Diagnostic.error(DiagnosticCode.EVAL_CONFLICT, null, "two values");

        assertThat(code(new Evaluation.Undefined(NOTHING))).isEqualTo("decision.undefined");
        assertThat(code(new Evaluation.Failed(List.of(timeout), NOTHING))).isEqualTo("decision.timeout");
        assertThat(code(new Evaluation.Failed(List.of(conflict), NOTHING))).isEqualTo("decision.error");
        assertThat(code(new Evaluation.Defined(document(false, false, false), NOTHING)))
                .isEqualTo("decision.not_allowed");
    }

    private static String code(Evaluation evaluation) {
        Decision decision = DecisionRule.decide(evaluation, ignored -> true);
        assertThat(decision.outcome()).isEqualTo(Outcome.DENY);
        return decision.reasons().getFirst().code();
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of(RegoBoolean.TRUE, "the document must be an object"),
                Arguments.of(RegoObject.EMPTY, "`allow` must be true or false"),
                Arguments.of(with("allow", RegoString.of("true")), "`allow` must be true or false"),
                Arguments.of(with("denies", RegoSet.of(DENY)), "the document has the unknown member \"denies\""),
                Arguments.of(with("deny", DENY), "`deny` must be an array or a set"),
                Arguments.of(with("deny", RegoSet.of(RegoString.of("no"))), "an item of `deny` must be an object"),
                Arguments.of(
                        with("deny", RegoSet.of(RegoObject.EMPTY)),
                        "`code` in an item of `deny` must be a string that is not blank"),
                Arguments.of(
                        with("require", RegoArray.of(RegoObject.EMPTY)),
                        "`count` in an item of `require` must be an integer from 1 to 1000"),
                Arguments.of(
                        with(
                                "require",
                                RegoArray.of(object().put("group", RegoString.of("risk"))
                                        .put("count", RegoNumber.parse("0.5"))
                                        .build())),
                        "`count` in an item of `require` must be an integer from 1 to 1000"),
                Arguments.of(
                        with("obligations", RegoArray.of(RegoObject.EMPTY)),
                        "`type` in an item of `obligations` must be a string that is not blank"),
                Arguments.of(with("obligations", RegoNull.NULL), "`obligations` must be an array or a set"));
    }

    private static RegoObject with(String name, RegoValue value) {
        return object().put("allow", RegoBoolean.TRUE).put(name, value).build();
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void whatBreaksTheContractIsADenyThatSaysWhy(RegoValue document, String why) {
        Decision decision = decide(document, ignored -> true);

        assertThat(decision.outcome()).isEqualTo(Outcome.DENY);
        assertThat(decision.reasons().getFirst().code()).isEqualTo("decision.malformed");
        assertThat(decision.reasons().getFirst().message()).endsWith(": " + why);
    }

    @Test
    void onlyAWellFormedDocumentThatAllowsAndDeniesNothingIsEverAllowed() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            RegoValue document = generate(random, 0);
            if (decide(document, ignored -> true).outcome() != Outcome.ALLOW) {
                continue;
            }
            assertThat(document).as("seed %d", seed).isInstanceOf(RegoObject.class);
            RegoObject object = (RegoObject) document;
            assertThat(object.get("allow")).as("seed %d", seed).isEqualTo(RegoBoolean.TRUE);
            assertThat(object.get("deny"))
                    .as("seed %d", seed)
                    .satisfiesAnyOf(
                            deny -> assertThat(deny).isNull(),
                            deny -> assertThat(deny).isEqualTo(RegoSet.EMPTY),
                            deny -> assertThat(deny).isEqualTo(RegoArray.EMPTY));
        }
    }

    private static RegoValue generate(Random random, int depth) {
        List<RegoValue> leaves = List.of(
                RegoBoolean.TRUE,
                RegoBoolean.FALSE,
                RegoNull.NULL,
                RegoNumber.of(1),
                RegoString.of("x"),
                RegoArray.EMPTY,
                RegoSet.EMPTY,
                DENY,
                REQUIRE,
                OBLIGATION);
        int choice = random.nextInt(depth > 2 ? 1 : 4);
        return switch (choice) {
            case 1 -> RegoArray.of(items(random, depth));
            case 2 -> RegoSet.of(items(random, depth));
            case 3 -> {
                List<String> names = List.of("allow", "deny", "require", "obligations", "other");
                RegoObject.Builder object = RegoObject.builder();
                object.put("allow", RegoBoolean.of(random.nextInt(4) > 0));
                for (int i = random.nextInt(4); i > 0; i--) {
                    object.put(names.get(random.nextInt(names.size())), generate(random, depth + 1));
                }
                yield object.build();
            }
            default -> leaves.get(random.nextInt(leaves.size()));
        };
    }

    private static List<RegoValue> items(Random random, int depth) {
        List<RegoValue> items = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            items.add(generate(random, depth + 1));
        }
        return items;
    }
}

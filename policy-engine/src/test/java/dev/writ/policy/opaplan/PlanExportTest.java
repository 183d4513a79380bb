package dev.writ.policy.opaplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.policy.EngineOptions;
import dev.writ.policy.PolicyException;
import dev.writ.policy.ast.Module;
import dev.writ.policy.parse.ParseOptions;
import dev.writ.policy.parse.RegoParser;
import dev.writ.policy.source.SourceFile;
import dev.writ.policy.value.JsonLimits;
import dev.writ.policy.value.JsonReader;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What readers of plans rely on, beyond what the statements mean. */
class PlanExportTest {

    private static byte[] plan(String... modules) {
        List<Module> parsed = new ArrayList<>();
        for (int i = 0; i < modules.length; i++) {
            SourceFile file = new SourceFile("test-" + i + ".rego", modules[i]);
            parsed.add(Objects.requireNonNull(
                    RegoParser.module(file, ParseOptions.DEFAULT).result()));
        }
        return PlanExport.planJson(parsed, RegoObject.EMPTY, List.of("test"), EngineOptions.standard());
    }

    private static List<RegoObject> functions(byte[] plan) {
        RegoObject root = (RegoObject) JsonReader.read(plan, JsonLimits.DEFAULT);
        RegoObject functions = (RegoObject) Objects.requireNonNull(root.get("funcs"));
        return ((RegoArray) Objects.requireNonNull(functions.get("funcs")))
                .toList().stream().map(RegoObject.class::cast).toList();
    }

    @Test
    void aRuleWhereBaseDataLeaveNoRoomIsRefusedAsByTheEngine() {
        SourceFile file = new SourceFile("m.rego", "package doc.n.below\nx := 1\n");
        Module module = Objects.requireNonNull(
                RegoParser.module(file, ParseOptions.DEFAULT).result());
        RegoObject data = (RegoObject) JsonReader.read("{\"doc\": {\"n\": 5}}");

        assertThatThrownBy(() ->
                        PlanExport.planJson(List.of(module), data, List.of("doc/n/below/x"), EngineOptions.standard()))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("conflicting rule for data path `doc/n/below/x` found");
    }

    @Test
    void namesAndPathsOfFunctionsAreInNobodysWay() {
        byte[] plan = plan("""
            package test

            a := data.other

            b := v if v := data.other with data.other.x as 7

            c := d if d := a with input as 1
            """, """
            package other

            x := 1

            y[k] := v if some k, v in {"p": data.other.z.w}
            """, """
            package other.z

            w := 2
            """);
        Set<String> names = new HashSet<>();
        List<List<RegoValue>> paths = new ArrayList<>();
        for (RegoObject function : functions(plan)) {
            String name = ((RegoString) Objects.requireNonNull(function.get("name"))).value();
            assertThat(names.add(name)).as(name).isTrue();
            paths.add(((RegoArray) Objects.requireNonNull(function.get("path"))).toList());
        }

        assertThat(names).contains("g0.data.test.a", "g0.data.other", "g1.data.other");
        for (List<RegoValue> path : paths) {
            assertThat(path).isNotEmpty();
            // OPA's compiler to WebAssembly makes one tree of all paths, with functions at its ends.
            assertThat(paths.stream()
                            .filter(other -> other.size() >= path.size()
                                    && other.subList(0, path.size()).equals(path)))
                    .as("paths from %s on", path)
                    .hasSize(1);
        }
    }

    @Test
    void samePoliciesGiveTheSameBytes() {
        String module = "package test\n\na contains x if some x in input.list\n\nb := count(a)";

        assertThat(plan(module)).isEqualTo(plan(module));
    }

    @Test
    void whatTheFormatCannotSayIsRefused() {
        assertThatThrownBy(() -> plan("package test\n\na := v if v := input with input[0] as 1"))
                .isInstanceOf(PolicyException.class);
    }
}

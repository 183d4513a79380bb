package dev.writ.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.cli.Cli;
import dev.writ.policy.value.JsonReader;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoNull;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our verbs and the real OPA's, asked the same. */
class OpaVerbsTest {

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void opaIsInstalled() {
        OpaOracle.assumeInstalled(OpaVerbsTest.class);
    }

    @BeforeEach
    void files() throws IOException {
        Files.createDirectories(folder.resolve("d/sub"));
        Files.writeString(folder.resolve("d/sub/data.json"), "{\"n\": [1, 2.50, \"x\"]}");
        Files.writeString(folder.resolve("d/sub/other.yaml"), "key: value\n");
        Files.writeString(folder.resolve("d/p.rego"), """
            package p

            x contains v if some v in [3, 1, 2]

            y := {"k": [1, "<z>"], "s": {1, 2}}

            bad := 1 / 0

            greet(name) := sprintf("hello %s", [name])
            """);
        Files.writeString(folder.resolve("input.json"), "{\"a\": {\"b\": 1}}");
    }

    static Stream<List<String>> evaluations() {
        return Stream.of(
                List.of("-d", "d", "data.p.y"),
                List.of("-f", "pretty", "--pretty-limit", "3", "x := \"abcdef\""),
                List.of("-d", "d", "data.p.x[v]"),
                List.of("-d", "d", "data.sub"),
                List.of("-d", "d", "-f", "pretty", "data.p.x[v]"),
                List.of("-d", "d", "-f", "pretty", "data.p.y"),
                List.of("-d", "d", "-f", "raw", "data.p.greet(\"ada\")"),
                List.of("-d", "d", "-f", "raw", "data.p.y"),
                List.of("-d", "d", "-f", "values", "x := data.p.y; y := 2"),
                List.of("-d", "d", "-f", "bindings", "x := data.p.y; y := 2"),
                List.of("-d", "d", "-f", "pretty", "x := data.p.y; y := \"two\""),
                List.of("-d", "d", "--package", "p", "y.k[_]"),
                List.of("-d", "d", "--import", "data.p", "p.greet(\"you\")"),
                List.of("-i", "input.json", "input.a.b == 1"),
                List.of("-i", "input.json", "input.nothing"),
                List.of("-i", "input.json", "--fail", "input.nothing"),
                List.of("--fail-defined", "1 == 1"),
                List.of("-f", "pretty", "1 == 2"),
                List.of("-f", "pretty", "1 == 1; 2"),
                List.of("-f", "pretty", "not false; \"b\"; \"a\""),
                List.of("-f", "pretty", "[true, 3][_]; 4"),
                List.of("-f", "pretty", "[true, true][_]"),
                List.of("-f", "pretty", "[{\"n\": 1}, {\"n\": 2}][i].n"),
                List.of("-f", "pretty", "b := 1; a := 2; a + b; b == 1; b + a"),
                List.of("-f", "pretty", "input.x"),
                List.of("some i; [1, 2][i] > 0"),
                List.of("x := 1; x == 2"),
                List.of("-d", "d/sub/data.json", "data.n"),
                List.of("-d", "a.b:d/sub/data.json", "data.a.b.n"),
                List.of("-d", "d", "-f", "discard", "data.p.y"),
                List.of("-f", "discard", "input.x"),
                List.of("-d", "d", "--ignore", "*.rego", "data.p"),
                List.of("-d", "d", "-d", "d/p.rego", "data.p.y"),
                List.of("-b", "d", "data"),
                List.of("-f", "pretty", "x := concat(\"\", [\"a\" | some _ in numbers.range(1, 100)])"),
                List.of("-d", "d", "data.p.bad"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-f discard 1+",
                "-f discard --strict-builtin-errors 1/0",
                "-f discard --coverage 1/0",
                "-f discard --coverage true",
                "-f discard foo(1)",
                "-f discard --coverage foo(1)",
                "--coverage foo(1)",
                "--coverage 1+"
            })
    void errorsAndCoverageAreMembersOfTheSameJson(String line) throws IOException, InterruptedException {
        List<String> arguments = List.of(line.split(" "));
        Cli.Run opa = opa("eval", arguments);
        Cli.Run writ = writ("eval", arguments);

        assertThat(writ.exit()).isEqualTo(opa.exit());
        assertThat(withoutErrors(writ.out())).isEqualTo(withoutErrors(opa.out()));
    }

    private static Map<String, RegoValue> withoutErrors(String json) {
        Map<String, RegoValue> members = new TreeMap<>();
        ((RegoObject) JsonReader.read(json))
                .forEach((name, value) ->
                        members.put(name.toString(), name.equals(RegoString.of("errors")) ? RegoNull.NULL : value));
        return members;
    }

    @ParameterizedTest
    @MethodSource("evaluations")
    void evalGivesWhatOpaGives(List<String> arguments) throws IOException, InterruptedException {
        Cli.Run opa = opa("eval", arguments);
        Cli.Run writ = writ("eval", arguments);

        assertThat(writ.exit()).isEqualTo(opa.exit());
        if (opa.out().startsWith("{") || opa.out().startsWith("[")) {
            assertThat(JsonReader.read(writ.out())).isEqualTo(JsonReader.read(opa.out()));
        } else {
            assertThat(writ.out()).isEqualTo(opa.out());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "p",
                "data.p",
                "p[\"x y\"].z",
                "p # rest",
                "p q",
                "p; q",
                "p[0]",
                "1p",
                "p.",
                "\"p\"",
                "p\nimport data.x"
            })
    void thePackageOfAQueryIsOnePath(String path) throws IOException, InterruptedException {
        List<String> arguments = List.of("-f", "pretty", "-d", "d", "--package", path, "y.k[0]");
        Cli.Run opa = opa("eval", arguments);
        Cli.Run writ = writ("eval", arguments);

        assertThat(writ.exit()).as(writ.err()).isEqualTo(opa.exit());
        assertThat(writ.out()).isEqualTo(opa.out());
        assertThat(writ.err()).doesNotContain("Exception");
    }

    private static final String TESTS = """
        package a_test

        test_cases[tc.note] if {
        	some tc in [{"note": "one", "a": 1, "exp": 1}, {"note": "two", "a": 2, "exp": 3}]
        	tc.a == tc.exp
        }

        test_nested[x][y] if {
        	some x in ["a", "b"]
        	some y in [1, [2]]
        	x == "a"
        }

        test_unified[n] if {
        	n = input.cases[_]
        	n != "x"
        }

        test_dup if true

        test_dup if false

        test_fixed.a if true

        test_fixed.b if false

        default test_default := false

        test_function(x) := x

        test_number := 3

        test_set contains 1

        todo_test_x if false

        p.q.test_deep if true

        p["x y"].test_deep2 if {
        	print("hello", {"a": 1})
        	1 == 2
        }

        test_object[n] := v if { some n, v in {"a": true, "b": null, "c": 3, "d": {"e": true, "f": false}} }

        test_error if conflict

        conflict := 1 if true

        conflict := 2 if true

        test_template[$"case {tc}"] if {
        	some tc in [1, 2]
        	tc < 2
        }
        """;

    static Stream<List<String>> testRuns() {
        return Stream.of(
                List.of("-f", "json", "tests"),
                List.of("-f", "json", "-b", "tests"),
                List.of("-f", "json", "-r", "cases|nested", "tests"),
                List.of("-f", "json", "-r", "nothing", "tests"),
                List.of("-r", "nothing", "tests"),
                List.of("-r", "nothing", "--fail-on-empty", "tests"),
                List.of("tests"),
                List.of("-r", "deep", "tests"),
                List.of("-r", "deep$", "tests"),
                List.of("-r", "deep$", "-v", "tests"),
                List.of("-r", "deep$", "--ignore", "*.rego", "tests"),
                List.of("-r", "todo", "-z", "tests"),
                List.of("-r", "todo", "tests"),
                List.of("-r", "deep$", "--timeout", "5s", "--count", "2", "tests"));
    }

    @ParameterizedTest
    @MethodSource("testRuns")
    void testGivesWhatOpaGives(List<String> arguments) throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("tests"));
        Files.writeString(folder.resolve("tests/a_test.rego"), TESTS);
        Files.writeString(folder.resolve("tests/data.json"), "{\"some\": 1}");
        // One at a time, or OPA's order changes from run to run.
        List<String> opas = new ArrayList<>(List.of("-p", "1"));
        opas.addAll(arguments);

        Cli.Run opa = opa("test", opas);
        Cli.Run writ = writ("test", arguments);

        assertThat(writ.exit()).as(writ.err()).isEqualTo(opa.exit());
        if (opa.out().startsWith("[")) {
            assertThat(results(writ.out())).isEqualTo(results(opa.out()));
        } else {
            assertThat(lines(writ.out())).isEqualTo(lines(opa.out()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"main", "platform"})
    void coverageOfTheShippedPoliciesIsOpas(String set) throws IOException, InterruptedException {
        Path rego = Path.of("..", "policies", "src").toAbsolutePath().normalize();
        assertCoverage(List.of(
                rego.resolve("main/rego/" + set).toString(),
                rego.resolve("test/rego/" + set).toString()));
    }

    @Test
    void coverageOfWhatIsNotTestedIsOpas() throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("cov"));
        Files.writeString(folder.resolve("cov/p.rego"), """
            package p

            default allow := false

            allow if {
            	input.user == "ada"
            	some r in input.roles
            	r == "admin"
            }

            names contains n if {
            	some n in ["a", "b"]
            	n != "b"
            }

            f(x) := y if {
            	x > 1
            	y := x + 1
            } else := 0

            unused if {
            	count([1 |
            		1 == 1
            	]) == 1
            	true
            }

            object := {
            	"a": 1,
            	"b": 2,
            }
            """);
        Files.writeString(folder.resolve("cov/p_test.rego"), """
            package p_test

            import data.p

            test_allow if p.allow with input as {"user": "ada", "roles": ["x", "admin"]}

            test_f if {
            	p.f(2) == 3
            	p.f(0) == 0
            	count(p.names) == 1
            	not p.allow with input as {"user": "x"}
            }
            """);
        assertCoverage(List.of(folder.resolve("cov").toString()));
        List<String> threshold =
                List.of("--threshold", "90", folder.resolve("cov").toString());
        assertThat(writ("test", threshold).exit()).isEqualTo(2);
        assertThat(writ("test", threshold).err())
                .isEqualTo(opa("test", threshold).err());
    }

    /** Lines and percentages; OPA also lists parts of expressions, which ours does not. */
    private void assertCoverage(List<String> paths) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("--coverage"));
        arguments.addAll(paths);

        RegoObject opa = (RegoObject) JsonReader.read(opa("test", arguments).out());
        RegoObject writ = (RegoObject) JsonReader.read(writ("test", arguments).out());

        assertThat(counts(writ)).isEqualTo(counts(opa));
        RegoObject files = (RegoObject) Objects.requireNonNull(opa.get("files"));
        files.forEach((name, file) -> {
            RegoObject ours = (RegoObject) ((RegoObject) Objects.requireNonNull(writ.get("files"))).get(name);
            assertThat(counts(Objects.requireNonNull(ours))).as(name.toString()).isEqualTo(counts((RegoObject) file));
        });
    }

    private static List<String> counts(RegoObject report) {
        return Stream.of("covered_lines", "not_covered_lines", "coverage")
                .map(name -> String.valueOf(report.get(name)))
                .toList();
    }

    private static final String ANNOTATED = """
        # METADATA
        # title: a package
        # description: What it is
        # authors:
        # - me <me@example.org>
        # custom:
        #   a: [1]
        package q["r s"].t

        import data.foo.bar as baz

        # METADATA
        # entrypoint: true
        default allow := false

        allow if {
        	input.user == "ada"
        	some r in input.roles
        	not baz.x
        	every k, v in {"a": [1, 2.5, null, true]} { k != v }
        	x := [y | some y in {1, 2}]
        	f(x, "z") with input.a as 1
        } else := {"k": {1}} if false

        p contains sprintf("a %v", [1])

        f(a, b) := [a, b]
        """;

    @Test
    void parseShowsLogicalOperatorsAndWildcardsAsOpaDoes() throws IOException, InterruptedException {
        Path file = folder.resolve("logic.rego");
        Files.writeString(file, """
                package logic

                import future.keywords.and
                import future.keywords.not
                import future.keywords.or

                p if {
                	not { input.x; _ = input.y[_] }
                	input.a or { input.b }
                	input.a and input.c
                }
                """);

        assertSame("parse", List.of(file.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:\n  b: [1]\n", "{\"a\": 1,}", "", " \n", "# nothing\n", "[1, 2.50]"})
    void inputIsJsonOrYamlWhateverItsName(String text) throws IOException, InterruptedException {
        Path file = folder.resolve("given.json");
        Files.writeString(file, text);

        assertSame("eval", List.of("-i", file.toString(), "-f", "values", "input"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pretty", "json", "-comments"})
    void parseGivesWhatOpaGives(String how) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("q.rego"), ANNOTATED);
        String file = folder.resolve("q.rego").toString();
        List<String> arguments = switch (how) {
            case "pretty" -> List.of(file);
            case "json" -> List.of("-f", "json", file);
            default -> List.of("-f", "json", "--json-include", how, file);
        };

        assertSame("parse", arguments);
    }

    @Test
    void inspectLooksAtNoSchemasAndNamesNoPlacesWhereThereAreNone() throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("nothing"));
        Files.writeString(folder.resolve("schema.rego"), """
                package a

                # METADATA
                # schemas:
                # - input: {type: object, properties: {kind: {type: string}}}
                p if input.nope
                """);
        for (String path : List.of("nothing", "schema.rego")) {
            Cli.Run opa = opa("inspect", List.of("-f", "json", path));
            Cli.Run writ = writ("inspect", List.of("-f", "json", path));
            assertThat(writ.exit()).as(path).isEqualTo(opa.exit());
            assertThat(((RegoObject) JsonReader.read(writ.out())).get("namespaces") == null)
                    .as(path)
                    .isEqualTo(((RegoObject) JsonReader.read(opa.out())).get("namespaces") == null);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"q.rego", "bundle"})
    void inspectGivesWhatOpaGives(String what) throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("bundle/foo"));
        Files.writeString(folder.resolve("q.rego"), ANNOTATED);
        Files.writeString(folder.resolve("bundle/q.rego"), ANNOTATED);
        Files.writeString(folder.resolve("bundle/foo/data.json"), "{\"bar\": {}}");
        Files.writeString(
                folder.resolve("bundle/.manifest"),
                "{\"revision\": \"r1\", \"roots\": [\"q\", \"foo\"], \"metadata\": {\"m\": 1}}");
        String path = folder.resolve(what).toString();

        Cli.Run opa = opa("inspect", List.of("-a", "-f", "json", path));
        Cli.Run writ = writ("inspect", List.of("-a", "-f", "json", path));
        assertThat(JsonReader.read(writ.out())).isEqualTo(JsonReader.read(opa.out()));
        assertThat(writ("inspect", List.of("-a", path)).out().replaceAll("(?m)^[│┌├└].*$", ""))
                .isEqualTo(opa("inspect", List.of("-a", path)).out().replaceAll("(?m)^[│┌├└].*$", ""));
    }

    @Test
    void capabilitiesAreOpas() throws IOException, InterruptedException {
        assertThat(described(JsonReader.read(
                        writ("capabilities", List.of("--current")).out())))
                .isEqualTo(described(JsonReader.read(
                        opa("capabilities", List.of("--current")).out())));
        assertThat(writ("capabilities", List.of("--version", "v0.1.0")).err()).contains("`v0.1.0`");
    }

    /** Without the sentences about functions and operands, which ours does not have. */
    private static RegoValue described(RegoValue value) {
        return switch (value) {
            case RegoObject object -> {
                RegoObject.Builder kept = RegoObject.builder();
                object.forEach((key, member) -> {
                    if (!key.equals(RegoString.of("description"))) {
                        kept.put(key, described(member));
                    }
                });
                yield kept.build();
            }
            case RegoArray array ->
                RegoArray.of(
                        array.toList().stream().map(OpaVerbsTest::described).toList());
            case RegoValue other -> other;
        };
    }

    private void assertSame(String verb, List<String> arguments) throws IOException, InterruptedException {
        Cli.Run opa = opa(verb, arguments);
        Cli.Run writ = writ(verb, arguments);

        assertThat(writ.exit()).isEqualTo(opa.exit());
        if (opa.out().startsWith("{")) {
            assertThat(JsonReader.read(writ.out())).isEqualTo(JsonReader.read(opa.out()));
        } else {
            assertThat(writ.out()).isEqualTo(opa.out());
        }
    }

    /** What is not a matter of time or of the wording of errors. */
    private List<String> results(String json) {
        List<String> results = new ArrayList<>();
        ((RegoArray) JsonReader.read(json)).forEach(result -> {
            RegoObject.Builder kept = RegoObject.builder();
            ((RegoObject) result).forEach((key, value) -> {
                if (!key.equals(RegoString.of("duration")) && !key.equals(RegoString.of("error"))) {
                    kept.put(key, value);
                }
            });
            results.add(kept.build().toString().replace(folder + "/", ""));
        });
        return results.stream().sorted().toList();
    }

    /** Lines without times, tracebacks and errors, sorted, since OPA's order is not always that of the file. */
    private List<String> lines(String text) {
        return text.replace(folder + "/", "")
                .replaceAll("\\([0-9.]+(ns|µs|ms|s)\\)", "(TIME)")
                .lines()
                .filter(line -> line.startsWith("data.") || line.matches("(tests/|  [a-z0-9 ]+: |[A-Z]+: |---).*"))
                .filter(line -> !line.contains("_error: "))
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void failuresHaveOpasExitCode(List<String> arguments) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("broken.rego"), "package broken\n\nx := }\n");
        Files.writeString(folder.resolve("unsafe.rego"), "package unsafe\n\nx := y\n");
        Files.writeString(folder.resolve("strict.rego"), "package strict\n\nimport data.foo\n\nx := 1\n");
        Files.writeString(folder.resolve("fails_test.rego"), "package t_test\n\ntest_a if 1 == 2\n\ntest_b if true\n");
        Files.writeString(
                folder.resolve("todo_test.rego"), "package u_test\n\ntodo_test_a if 1 == 2\n\ntest_b if true\n");
        List<String> rest = arguments.subList(1, arguments.size());

        assertThat(writ(arguments.getFirst(), rest).exit())
                .isEqualTo(opa(arguments.getFirst(), rest).exit());
    }

    static Stream<List<String>> failures() {
        return Stream.of(
                List.of("eval", "x ="),
                List.of("eval", "x = y"),
                List.of("eval", "-d", "broken.rego", "1"),
                List.of("eval", "-d", "nowhere.rego", "1"),
                List.of("eval", "-i", "nowhere.json", "1"),
                List.of("eval", "--fail", "--fail-defined", "1"),
                List.of("eval", "--nonsense", "1"),
                List.of("eval", "--capabilities", "nowhere.json", "1"),
                List.of("eval", "--capabilities", "broken.rego", "1"),
                List.of("parse", "broken.rego"),
                List.of("parse", "nowhere"),
                List.of("inspect", "nowhere"),
                List.of("build", "-o", "out.tar.gz", "broken.rego"),
                List.of("build", "-o", "out.tar.gz", "nowhere"),
                List.of("eval", "--strict-builtin-errors", "-d", "d", "data.p.bad"),
                List.of("check", "broken.rego"),
                List.of("check", "unsafe.rego"),
                List.of("check", "d"),
                List.of("check", "strict.rego"),
                List.of("check", "--strict", "strict.rego"),
                List.of("check", "nowhere"),
                List.of("test", "d"),
                List.of("test", "fails_test.rego"),
                List.of("test", "todo_test.rego"),
                List.of("test", "-z", "todo_test.rego"),
                List.of("test", "-r", "test_b", "fails_test.rego"),
                List.of("test", "broken.rego"),
                List.of("test", "nowhere"));
    }

    private void schemaFiles() throws IOException {
        Files.createDirectories(folder.resolve("schemas/sub"));
        String schema = "{\"type\": \"object\", \"additionalProperties\": false,"
                + " \"properties\": {\"user\": {\"type\": \"string\"}}}";
        Files.writeString(folder.resolve("schemas/sub/request.json"), schema);
        Files.writeString(folder.resolve("schema.json"), schema);
        Files.writeString(folder.resolve("schema.txt"), "{");
        String annotated = """
            # METADATA
            # scope: package
            # schemas:
            # - input: schema.sub.request
            package a
            """;
        Files.writeString(folder.resolve("right.rego"), annotated + "\nx if input.user == \"ada\"\n");
        Files.writeString(folder.resolve("wrong.rego"), annotated + "\nx if input.usr == \"ada\"\n");
        Files.writeString(folder.resolve("other.rego"), annotated.replace("request", "nothing") + "\nx := 1\n");
        Files.writeString(folder.resolve("plain.rego"), "package a\n\nx if input.usr == \"ada\"\n");
        Files.writeString(folder.resolve("wrong_test.rego"), "package a_test\n\ntest_x if not data.a.x\n");
    }

    static Stream<List<String>> schemaRuns() {
        return Stream.of(
                List.of("check", "-s", "schemas", "right.rego"),
                List.of("check", "--schema", "schemas", "wrong.rego"),
                List.of("check", "wrong.rego"),
                List.of("check", "-s", "schemas", "other.rego"),
                List.of("check", "-s", "schema.json", "plain.rego"),
                List.of("check", "-s", "schema.txt", "plain.rego"),
                List.of("check", "-s", "nowhere", "plain.rego"),
                List.of("eval", "-s", "schemas", "-d", "right.rego", "data.a.x"),
                List.of("eval", "-s", "schemas", "-d", "wrong.rego", "data.a.x"),
                List.of("eval", "-s", "schema.json", "input.usr"),
                List.of("eval", "-s", "schema.json", "-d", "plain.rego", "data.a.x"),
                List.of("test", "-s", "schemas", "right.rego", "wrong_test.rego"),
                List.of("test", "-s", "schemas", "wrong.rego", "wrong_test.rego"),
                List.of("bench", "-s", "schemas", "-d", "wrong.rego", "data.a.x"));
    }

    @ParameterizedTest
    @MethodSource("schemaRuns")
    void schemasAreCheckedAsOpaChecksThem(List<String> arguments) throws IOException, InterruptedException {
        schemaFiles();

        assertSameErrors(arguments);
    }

    static Stream<List<String>> capabilityRuns() {
        return Stream.of(
                List.of("check", "--capabilities", "all.json", "d"),
                List.of("check", "--capabilities", "no-functions.json", "d"),
                List.of("check", "--capabilities", "no-features.json", "d"),
                List.of("check", "--capabilities", "no-features.json", "template.rego"),
                List.of("check", "--capabilities", "no-templates.json", "template.rego"),
                List.of("check", "--capabilities", "no-templates.json", "d"),
                List.of("check", "--capabilities", "all.json", "template.rego"),
                List.of("check", "--v0-compatible", "--capabilities", "no-features.json", "future.rego"),
                List.of("check", "--v0-compatible", "--capabilities", "keywords.json", "future.rego"),
                List.of("check", "--capabilities", "broken.json", "d"),
                List.of("check", "--capabilities", "nowhere.json", "d"),
                List.of("eval", "--capabilities", "no-functions.json", "-d", "d", "data.p.y"),
                List.of("eval", "--capabilities", "all.json", "-d", "d", "data.p.y"),
                List.of("eval", "--capabilities", "no-templates.json", "x := $\"{1}\""),
                List.of("eval", "--capabilities", "no-functions.json", "count([])"),
                List.of("test", "--capabilities", "no-functions.json", "d"),
                List.of("test", "--capabilities", "no-cases.json", "d"),
                List.of("test", "--capabilities", "no-cases.json", "cases_test.rego"));
    }

    @ParameterizedTest
    @MethodSource("capabilityRuns")
    void capabilitiesRefuseWhatOpaRefuses(List<String> arguments) throws IOException, InterruptedException {
        String all = opa("capabilities", List.of("--current")).out();
        RegoObject object = (RegoObject) JsonReader.read(all);
        Files.writeString(folder.resolve("all.json"), all);
        Files.writeString(folder.resolve("no-functions.json"), "{\"builtins\": [], \"features\": [\"rego_v1\"]}");
        String functions = "{\"builtins\": " + object.get("builtins");
        Files.writeString(folder.resolve("no-features.json"), functions + "}");
        Files.writeString(folder.resolve("no-templates.json"), functions + ", \"features\": [\"rego_v1\"]}");
        Files.writeString(folder.resolve("keywords.json"), functions + ", \"future_keywords\": [\"in\"]}");
        Files.writeString(folder.resolve("no-cases.json"), all.replace("\"internal.test_case\"", "\"internal.other\""));
        Files.writeString(
                folder.resolve("cases_test.rego"),
                "package c_test\n\ntest_a[n] if {\n  some n in [\"x\", \"y\"]\n  n != \"\"\n}\n");
        Files.writeString(folder.resolve("broken.json"), "{");
        Files.writeString(folder.resolve("template.rego"), "package t\n\nx := $\"a {input.b}\"\n");
        Files.writeString(folder.resolve("future.rego"), "package f\n\nimport future.keywords.in\n\nx { 1 in [1] }\n");

        assertSameErrors(arguments);
    }

    /** The exit code and the codes of errors, which stand before their messages. */
    private void assertSameErrors(List<String> arguments) throws IOException, InterruptedException {
        List<String> rest = arguments.subList(1, arguments.size());

        Cli.Run opa = opa(arguments.getFirst(), rest);
        Cli.Run writ = writ(arguments.getFirst(), rest);

        assertThat(writ.exit())
                .as(writ.err() + writ.out() + opa.err() + opa.out())
                .isEqualTo(opa.exit());
        assertThat(codes(writ))
                .as(writ.err() + writ.out() + opa.err() + opa.out())
                .isEqualTo(codes(opa));
    }

    private static List<String> codes(Cli.Run run) {
        return Pattern.compile("rego_[a-z]+_error")
                .matcher(run.out() + run.err())
                .results()
                .map(MatchResult::group)
                .distinct()
                .sorted()
                .toList();
    }

    private Cli.Run opa(String verb, List<String> arguments) throws IOException, InterruptedException {
        return new OpaOracle(folder).opa(verb, arguments);
    }

    private Cli.Run writ(String verb, List<String> arguments) {
        return new OpaOracle(folder).writ(verb, arguments);
    }
}

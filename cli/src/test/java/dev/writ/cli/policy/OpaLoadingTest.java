package dev.writ.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.cli.Cli;
import dev.writ.policy.value.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which bundles and files are taken, and what becomes of them, here and in the real OPA. */
class OpaLoadingTest {

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void opaIsInstalled() {
        OpaOracle.assumeInstalled(OpaLoadingTest.class);
    }

    private void file(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** The same words for both: exit codes and, where it is a result, output are the same; gives ours. */
    private Cli.Run same(String command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(Arrays.asList(command.split(" ")));
        String verb = words.removeFirst();
        Cli.Run opa = new OpaOracle(folder).opa(verb, words);
        Cli.Run writ = new OpaOracle(folder).writ(verb, words);

        assertThat(writ.exit()).as(command + writ.err() + writ.out()).isEqualTo(opa.exit());
        if (opa.exit() == 0 && verb.equals("eval")) {
            assertThat(JsonReader.read(writ.out())).as(command).isEqualTo(JsonReader.read(opa.out()));
        }
        return writ;
    }

    @Test
    void bundlesThatOwnTheSameAreRefused() throws IOException, InterruptedException {
        file("one/.manifest", "{\"roots\": [\"x\", \"y\"]}");
        file("one/x/p.rego", "package x\n\np := 1\n");
        file("two/.manifest", "{\"roots\": [\"x\"]}");
        file("two/x/p.rego", "package x\n\nq := 1\n");
        file("below/.manifest", "{\"roots\": [\"y/z\"]}");
        file("beside/.manifest", "{\"roots\": [\"yz\"]}");
        file("all/a/data.json", "{\"b\": 1}");

        for (String command : List.of("eval -b one -b two data", "check -b one two", "test -b one two")) {
            Cli.Run run = same(command);
            assertThat(run.out() + run.err())
                    .contains("bundles `" + folder.resolve("one") + "` and `" + folder.resolve("two")
                            + "` both own the root `x`");
        }
        assertThat(same("eval -b below -b one data").out())
                .contains("one` owns the root `y`, and bundle `")
                .contains("below` the root `y/z` inside of it");
        assertThat(same("eval -b one -b all data").out()).contains("all` owns all of `data` (the root ``)");
        assertThat(same("eval -b one -b beside data").exit()).isZero();
        assertThat(same("eval -b one -b one data").exit()).isZero();
    }

    @Test
    void aRootThatIsThereTwiceIsRefused() throws IOException, InterruptedException {
        file("twice/.manifest", "{\"roots\": [\"x\", \"/x/\"]}");

        assertThat(same("check -b twice").err()).contains("has the root `x` inside of the root `x`");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'entrypoint': 'a/b', 'module': '/policy.wasm'} | policy.wasm | ",
                "{'entrypoint': 'a/b', 'module': 'policy.wasm'} | policy.wasm | ",
                "{'entrypoint': 'a/b', 'module': '/deep/policy.wasm'} | deep/policy.wasm | ",
                "{'entrypoint': 'a/b', 'module': '/policy.wasm'} | other/policy.wasm | names the wasm module `/policy.wasm`",
                "{'entrypoint': 'a/b', 'module': '/x.wasm'} | x.wasm | names the wasm module `/x.wasm`",
                "{'entrypoint': 'a/b'} | policy.wasm | names no `module`",
                "{'entrypoint': 'c', 'module': '/policy.wasm'} | policy.wasm | has the wasm entrypoint `c`",
                "{'entrypoint': 3, 'module': '/policy.wasm'} | policy.wasm | has a `entrypoint` in `wasm`",
                "3 | policy.wasm | has an element of `wasm`",
            })
    void theModulesThatAManifestNamesAreThere(String reference, String module, String message)
            throws IOException, InterruptedException {
        String manifest = "{'roots': ['a'], 'wasm': [" + reference + "]}";
        file("w/.manifest", manifest.replace('\'', '"'));
        file("w/" + module, "\0asm");

        Cli.Run run = same("check -b w");
        assertThat(run.err()).contains(message == null ? "" : message);
        assertThat(run.exit()).isEqualTo(message == null ? 0 : 1);
    }

    @Test
    void patchesOfDataAreRefused() throws IOException, InterruptedException {
        file("delta/patch.json", "{\"data\": [{\"op\": \"replace\", \"path\": \"/a\", \"value\": 1}]}");
        file("mixed/patch.json", "{\"data\": [{\"op\": \"upsert\", \"path\": \"/a\", \"value\": 1}]}");
        file("mixed/data.json", "{\"b\": 1}");
        file("none/patch.json", "{\"data\": []}");
        file("none/data.json", "{\"b\": 1}");

        assertThat(same("eval -b delta data").out()).contains("patch.json` has patches of data");
        assertThat(same("eval -b mixed data").out()).contains("is a delta bundle");
        assertThat(same("eval -b none data").exit()).isZero();
    }

    @Test
    void whatABundleOwnsIsItsOwnAlone() throws IOException, InterruptedException {
        file("owner/.manifest", "{\"roots\": [\"a/b\", \"p\"]}");
        file("owner/a/b/data.json", "{\"c\": 1}");
        file("all/a/data.json", "{\"b\": 1}");
        file("empty/.manifest", "{\"roots\": [\"a/b\"]}");
        file("below.json", "{\"a\": {\"b\": {\"z\": 1}, \"o\": 2}, \"t\": 3}");
        file("at.json", "{\"a\": {\"b\": 4}}");
        file("above.json", "{\"a\": 5}");
        file("rule.rego", "package a.o.m\n\nq := 1\n");

        for (String bundle : List.of("owner", "all", "empty")) {
            for (String file : List.of("below.json", "at.json", "rule.rego")) {
                assertThat(same("eval -b " + bundle + " -d " + file + " data").exit())
                        .as(bundle + " " + file)
                        .isZero();
            }
        }
        assertThat(same("eval -b owner -d above.json data").out()).contains("gives `data.a` a second value");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/x/{a,b{c,d}}.rego",
                "*.rego",
                "**",
                "/x/?.rego",
                "/x/[a-c].rego",
                "x/a.rego",
                "/x/[!a].rego",
                "/x/\\\\a.rego",
                "[",
                "/x/{a.rego",
            })
    void patternsOfFilesMatchAsInOpa(String pattern) throws IOException, InterruptedException {
        file("v/.manifest", "{\"rego_version\": 1, \"file_rego_versions\": {\"" + pattern + "\": 0}}");
        file("v/x/a.rego", "package x\n\np { input.y }\n");

        assertThat(same("check -b v").err()).doesNotContain("Exception");
        same("eval -b v data.x");
    }

    @Test
    void aPatternThatIsNoGlobIsNamed() throws IOException, InterruptedException {
        file("v/.manifest", "{\"file_rego_versions\": {\"/x/[\": 0}}");
        file("v/x/a.rego", "package x\n");

        assertThat(same("check -b v").err())
                .contains(
                        "v/.manifest` has the pattern `/x/[` in `file_rego_versions`, which is no glob: syntax error");
    }

    @Test
    void linksThatLeadBackOrNowhereAreRefused() throws IOException, InterruptedException {
        file("loop/sub/data.json", "{\"a\": 1}");
        Files.createSymbolicLink(folder.resolve("loop/back"), Path.of("../loop"));
        file("fine/data.json", "{\"a\": 1}");
        Files.createSymbolicLink(folder.resolve("fine/other"), Path.of("../loop/sub"));
        file("open/data.json", "{\"a\": 1}");
        Files.createSymbolicLink(folder.resolve("open/gone.json"), Path.of("nowhere.json"));
        Files.createSymbolicLink(folder.resolve("open/self"), Path.of("self"));

        for (String verb : List.of("eval -d loop data", "check loop", "test loop")) {
            Cli.Run run = same(verb);
            assertThat(run.out() + run.err()).contains("loop/back` is a symbolic link that leads back to `");
        }
        assertThat(same("eval -d fine data").exit()).isZero();
        assertThat(same("eval -b loop data").exit()).isZero();
        assertThat(same("check open").err())
                .contains("gone.json` is a symbolic link that leads nowhere")
                .contains("self` is a symbolic link that leads nowhere");
    }

    @Test
    void whatCannotBeReadIsSaidInWords() throws IOException, InterruptedException {
        file("cut.tar.gz", "\u001f");
        file("text.tar.gz", "no archive at all");

        for (String verb :
                List.of("eval -f pretty -b %s data", "check -b %s", "test -b %s", "inspect %s", "build -b %s")) {
            assertThat(same(verb.formatted("nowhere.tar.gz")).err()).contains("nowhere.tar.gz` does not exist");
            assertThat(same(verb.formatted("cut.tar.gz")).err())
                    .contains("cut.tar.gz` is no complete `.tar.gz`: it ends too early");
            assertThat(same(verb.formatted("text.tar.gz")).err())
                    .contains("text.tar.gz` is no complete `.tar.gz`: not in GZIP format");
        }
    }

    @Test
    void aModuleThatCannotBeReadIsAnErrorInJson() throws IOException, InterruptedException {
        file("folder/x.rego", "package x\n");

        for (String path : List.of("nowhere.rego", "folder")) {
            for (String verb : List.of("parse ", "parse -f json ")) {
                Cli.Run run = same(verb + path);
                assertThat(run.out()).isEmpty();
                assertThat(JsonReader.read(run.err()).toString())
                        .startsWith("{\"errors\": [{\"message\": \"cannot read `")
                        .contains(path);
            }
        }
    }

    @Test
    void annotationsOfAnArchiveArePlacedInIt() throws IOException, InterruptedException {
        file("noted/src/x/a.rego", """
                # METADATA
                # title: the package
                package a

                # METADATA
                # title: the rule
                p := 1
                """);
        new OpaOracle(folder).opa("build", List.of("-b", "noted", "-o", "noted.tar.gz"));

        for (String verb : List.of("inspect -a noted.tar.gz", "inspect -f json -a noted.tar.gz")) {
            List<String> words = List.of(verb.split(" "));
            Cli.Run opa = new OpaOracle(folder).opa("inspect", words.subList(1, words.size()));

            assertThat(same(verb).out()).isEqualTo(opa.out()).contains("/src/x/a.rego");
        }
    }

    @Test
    void capabilitiesMayBeNamedByTheVersionThatIsThere() throws IOException, InterruptedException {
        file("u.rego", "package u\n\np := upper(\"x\")\n");

        assertThat(same("check --capabilities v1.22.2 u.rego").exit()).isZero();
        assertThat(new OpaOracle(folder)
                        .writ("check", List.of("--capabilities", "v0.40.0", "u.rego"))
                        .err())
                .contains("`opa capabilities --version v0.40.0`");
    }
}

package dev.writ.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher itself, in a folder with stand-ins for the JDK and for Maven. */
class LauncherTest {
    private static final List<String> TOOLS = List.of("/usr/bin", "/bin");

    @TempDir
    private Path folder = Path.of("");

    private Path home = folder;
    private Path jdks = folder;
    private Path tools = folder;

    private record Run(int exit, String out, String err) {}

    @BeforeEach
    void layOut() throws Exception {
        home = Files.createDirectories(folder.resolve("writ home"));
        jdks = Files.createDirectories(folder.resolve("jdks"));
        tools = Files.createDirectories(folder.resolve("tools"));
        layOut(home);
        // A PATH with the usual tools, but without any Java or Maven that this machine may have.
        for (String tool : new String[] {
            "sh",
            "dirname",
            "readlink",
            "sed",
            "head",
            "find",
            "ls",
            "mkdir",
            "rm",
            "mv",
            "touch",
            "tee",
            "grep",
            "cat",
            "cmp",
            "sleep"
        }) {
            for (String place : TOOLS) {
                Path real = Path.of(place, tool);
                if (Files.exists(real) && !Files.exists(tools.resolve(tool))) {
                    script(tools.resolve(tool), "exec " + real + " \"$@\"");
                }
            }
        }
    }

    private static void layOut(Path home) throws IOException {
        Files.copy(Path.of("..", "writ"), home.resolve("writ"));
        for (String module : new String[] {"api", "cli"}) {
            Files.createDirectories(home.resolve(module).resolve("src/main"));
            Files.writeString(home.resolve(module).resolve("pom.xml"), "");
        }
        Files.writeString(home.resolve("pom.xml"), "");
    }

    private static void script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path jdk(String name, String version) throws IOException {
        Path jdk = jdks.resolve(name);
        script(jdk.resolve("bin/java"), "echo \"" + name + " runs\"; for a in \"$@\"; do echo \"[$a]\"; done; exit 7");
        script(jdk.resolve("bin/javac"), "exit 1");
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        return jdk;
    }

    private void built() throws IOException {
        Files.createDirectories(home.resolve("cli/target/lib"));
        Files.writeString(home.resolve("cli/target/writ-cli.jar"), "");
        Files.createDirectories(home.resolve("api/target/service"));
        Files.writeString(home.resolve("api/target/service/made-from"), "");
        Files.createDirectories(home.resolve("target"));
        Files.writeString(home.resolve("target/.writ-built"), "");
    }

    private Run run(Map<String, String> environment, String... arguments) throws Exception {
        var command = new ArrayList<String>();
        command.add(home.resolve("writ").toString());
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        var builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", tools.toString());
        builder.environment().put("WRIT_JDK_DIRS", jdks.toString());
        builder.environment().putAll(environment);
        int exit = builder.start().waitFor();
        return new Run(exit, Files.readString(out), Files.readString(err, StandardCharsets.UTF_8));
    }

    @Test
    void withoutAnyJdkItNamesWhereItLooked() throws Exception {
        Run run = run(Map.of());

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo("""
                        writ: no JDK 25 or newer was found; looked at:
                          JAVA_HOME: not set
                          PATH: no java
                          %s/*: nothing
                        install one (for instance Eclipse Temurin 25) beside your default JDK, or point JAVA_HOME to it
                        """.formatted(jdks));
    }

    @Test
    void olderJdksAndRuntimesWithoutCompilerAreNamedToo() throws Exception {
        Path old = jdk("seventeen", "17.0.12");
        Path eight = jdk("eight", "1.8.0_412");
        Files.delete(jdk("runtime", "25").resolve("bin/javac"));
        Files.createSymbolicLink(tools.resolve("java"), eight.resolve("bin/java"));

        Run run = run(Map.of("JAVA_HOME", old.toString()));

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err())
                .contains("  JAVA_HOME (" + old + "): JDK 17, too old\n")
                .contains("  java on the PATH (" + eight.toRealPath() + "/bin/java): JDK 1, too old\n")
                .contains("  " + jdks + "/runtime: no JDK\n");
    }

    @Test
    void javaHomeComesFirstThenThePathThenTheUsualPlaces() throws Exception {
        built();
        Path a = jdk("a", "25.0.3");
        Path b = jdk("b", "26-ea");
        Path c = jdk("c", "27.0.1");
        Files.createSymbolicLink(tools.resolve("java"), b.resolve("bin/java"));

        assertThat(run(Map.of("JAVA_HOME", c.toString())).out()).startsWith("c runs");
        assertThat(run(Map.of()).out()).startsWith("b runs");
        Files.delete(tools.resolve("java"));
        assertThat(run(Map.of()).out()).startsWith(a.getFileName() + " runs");
    }

    @Test
    void argumentsAndExitCodePassThroughUnchanged() throws Exception {
        built();
        jdk("jdk", "25");

        Run run = run(Map.of(), "gate", "--model", "a b", "", "$HOME", "*");

        assertThat(run.exit()).isEqualTo(7);
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("[-Dwrit.home=" + home.toRealPath() + "]\n")
                .endsWith("[-jar]\n[" + home.toRealPath()
                        + "/cli/target/writ-cli.jar]\n[gate]\n[--model]\n[a b]\n[]\n[$HOME]\n[*]\n");
    }

    @Test
    void onlyWhatRepeatsTheSameWorkIsOptimised() throws Exception {
        built();
        jdk("jdk", "25");

        for (String verb : List.of("check", "test", "eval")) {
            assertThat(run(Map.of(), verb, "--data", "bench.rego").out()).contains("[-XX:TieredStopAtLevel=1]\n");
        }
        assertThat(run(Map.of(), "bench", "true").out()).contains("[-XX:TieredStopAtLevel=4]\n");
        assertThat(run(Map.of(), "eval", "--count=9", "true").out()).contains("[-XX:TieredStopAtLevel=4]\n");
        assertThat(run(Map.of(), "ledger", "verify").out()).contains("[-XX:TieredStopAtLevel=4]\n");
        assertThat(run(Map.of("WRIT_JAVA_OPTS", "-XX:TieredStopAtLevel=4"), "test", ".")
                        .out())
                .containsSubsequence("[-XX:TieredStopAtLevel=1]\n", "[-XX:TieredStopAtLevel=4]\n");
    }

    @Test
    void startedThroughALinkItFindsItsFolder() throws Exception {
        built();
        jdk("jdk", "25");
        Path link = Files.createSymbolicLink(folder.resolve("link"), home.resolve("writ"));
        Path other = home;
        home = Files.createDirectories(folder.resolve("bin"));
        Files.createSymbolicLink(home.resolve("writ"), link);

        assertThat(run(Map.of()).out()).contains("[-Dwrit.home=" + other.toRealPath() + "]");
    }

    @Test
    void withoutMavenTheFirstStartSaysSo() throws Exception {
        jdk("jdk", "25");

        Run run = run(Map.of());

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("needs Maven 3.8 or newer (mvn), which is not on the PATH");
    }

    private void maven(String result) throws IOException {
        script(tools.resolve("mvn"), """
                echo "args: $*" >> "%s"
                echo "[INFO] Building Writ 0.1.0-SNAPSHOT                     [1/6]"
                echo "[INFO] Building Writ :: policy-engine 0.1.0-SNAPSHOT    [2/6]"
                echo "[INFO] noise"
                %s
                """.formatted(folder.resolve("mvn-calls"), result));
    }

    @Test
    void theFirstStartBuildsAndOnlyNewerSourcesBuildAgain() throws Exception {
        jdk("jdk", "25");
        maven("""
                mkdir -p cli/target/lib api/target/service
                : > cli/target/writ-cli.jar
                : > api/target/service/made-from""");

        Run first = run(Map.of(), "demo");
        Run second = run(Map.of(), "demo");

        assertThat(first.exit()).isEqualTo(7);
        assertThat(first.out()).startsWith("jdk runs");
        assertThat(first.err())
                .contains("writ: building")
                .contains("writ:   1 of 6  Writ 0.1.0-SNAPSHOT\nwrit:   2 of 6  Writ :: policy-engine 0.1.0-SNAPSHOT\n")
                .doesNotContain("noise");
        assertThat(second.err()).isEmpty();
        assertThat(Files.readAllLines(folder.resolve("mvn-calls")))
                .containsExactly("args: -B -ntp -DskipTests package");

        Path source = Files.writeString(home.resolve("cli/src/main/New.java"), "");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
        run(Map.of(), "demo");
        run(Map.of("WRIT_NO_BUILD", "1"), "demo");
        assertThat(Files.readAllLines(folder.resolve("mvn-calls"))).hasSize(2);
    }

    /** What {@code mvn verify} leaves: no stamp of the launcher. */
    private void builtByMaven() throws IOException {
        Files.createDirectories(home.resolve("engine/src/main"));
        for (String source :
                List.of("pom.xml", "engine/pom.xml", "api/pom.xml", "cli/pom.xml", "cli/src/main/A.java")) {
            touch(source, -600);
        }
        for (String jar : List.of(
                "engine/target/engine-1.jar",
                "api/target/api-1.jar",
                "cli/target/writ-cli.jar",
                "cli/target/lib/engine-1.jar")) {
            touch(jar, -500);
        }
        touch("api/target/service/made-from", -450);
    }

    private void touch(String file, int secondsFromNow) throws IOException {
        Path path = home.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, "");
        Files.setLastModifiedTime(path, FileTime.from(Instant.now().plusSeconds(secondsFromNow)));
    }

    private int builds() throws IOException {
        Path calls = folder.resolve("mvn-calls");
        return Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
    }

    @Test
    void whatMavenBuiltIsNotBuiltAgain() throws Exception {
        jdk("jdk", "25");
        maven(":");
        builtByMaven();

        Run run = run(Map.of(), "demo");

        assertThat(run.exit()).isEqualTo(7);
        assertThat(run.err()).isEmpty();
        assertThat(builds()).isZero();
    }

    @Test
    void whatMavenBuiltInPartIsBuiltAgain() throws Exception {
        jdk("jdk", "25");
        for (String newer : List.of(
                "pom.xml",
                "engine/pom.xml",
                "engine/src/main/New.java",
                "engine/target/engine-1.jar",
                "api/src/main/New.java",
                "cli/src/main/New.java")) {
            home = Files.createDirectories(folder.resolve("home for " + newer.replace('/', '-')));
            layOut(home);
            builtByMaven();
            maven(":");
            Files.deleteIfExists(folder.resolve("mvn-calls"));
            touch(newer, 600);
            run(Map.of(), "demo");
            assertThat(builds()).as(newer).isEqualTo(1);
        }
    }

    @Test
    void aLibraryOfAnotherBuildIsReplaced() throws Exception {
        jdk("jdk", "25");
        maven(":");
        builtByMaven();
        Files.writeString(home.resolve("cli/target/lib/engine-1.jar"), "an older one");

        run(Map.of(), "demo");

        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void aFailedBuildShowsItsErrorsAndIsTriedAgain() throws Exception {
        jdk("jdk", "25");
        maven("echo '[ERROR] Foo.java:[3,4] cannot find symbol'; exit 1");

        Run first = run(Map.of());
        Run second = run(Map.of());

        assertThat(first.exit()).isEqualTo(1);
        assertThat(first.out()).isEmpty();
        assertThat(first.err())
                .contains(
                        "[ERROR] Foo.java:[3,4] cannot find symbol\nwrit: the build failed: see " + home.toRealPath());
        assertThat(second.err()).contains("writ: the build failed");
        assertThat(home.resolve("target/.writ-building")).doesNotExist();
    }

    @Test
    void aBuildLeftBehindByADeadProcessIsTakenOver() throws Exception {
        jdk("jdk", "25");
        maven("mkdir -p cli/target/lib api/target/service; : > cli/target/writ-cli.jar; : >"
                + " api/target/service/made-from");
        Files.createDirectories(home.resolve("target/.writ-building"));
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Files.writeString(home.resolve("target/.writ-building/pid"), dead.pid() + "\n");

        assertThat(run(Map.of()).exit()).isEqualTo(7);
    }

    @Test
    void whereNothingIsBuiltAndBuildingIsForbiddenItSaysSo() throws Exception {
        jdk("jdk", "25");

        Run run = run(Map.of("WRIT_NO_BUILD", "1"));

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("nothing built in " + home.toRealPath() + " and WRIT_NO_BUILD is set");
    }
}

package dev.writ.policy.fuzz;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** How rules are written: those of version 0 have heads of their own, unless the module imports the keywords of version 1. */
enum Dialect {
    VERSION_1("", true),
    /** Rules without {@code if} and {@code contains}. */
    CLASSIC("future.keywords.in future.keywords.every", false),
    /** The same, where {@code if} is a keyword, but need not be written. */
    CLASSIC_WITH_IF("future.keywords.if future.keywords.in future.keywords.every", false),
    KEYWORDS("future.keywords", true),
    REGO_V1("rego.v1", true);

    private final String imports;
    private final boolean keywords;

    Dialect(String imports, boolean keywords) {
        this.imports = imports;
        this.keywords = keywords;
    }

    static Dialect ofVersion0(Random random) {
        return List.of(CLASSIC, CLASSIC, CLASSIC, CLASSIC_WITH_IF, KEYWORDS, REGO_V1)
                .get(random.nextInt(6));
    }

    List<String> imports() {
        return Stream.of(imports.split(" ", -1))
                .filter(path -> !path.isEmpty())
                .map(path -> "import " + path)
                .toList();
    }

    /** The lines of a rule of version 1 in this dialect. Heads are the lines that are not indented. */
    List<String> write(List<String> rule) {
        return keywords ? rule : rule.stream().map(Dialect::classic).toList();
    }

    private static String classic(String line) {
        if (line.startsWith("\t")) {
            return line;
        }
        String head = line.replace(" if {", " {");
        int contains = head.indexOf(" contains ");
        if (contains < 0) {
            return head;
        }
        boolean body = head.endsWith(" {");
        String element = head.substring(contains + " contains ".length(), head.length() - (body ? 2 : 0));
        return head.substring(0, contains) + "[" + element + "]" + (body ? " {" : "");
    }
}

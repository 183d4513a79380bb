package dev.writ.policy.testrun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.policy.EngineOptions;
import dev.writ.policy.EvaluationOptions;
import dev.writ.policy.ast.Module;
import dev.writ.policy.parse.GoldenFile;
import dev.writ.policy.parse.RegoParser;
import dev.writ.policy.source.SourceFile;
import dev.writ.policy.testrun.TestRunner.Explanation;
import dev.writ.policy.value.RegoObject;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** What build servers read, of one run, as golden files: {@code -Dwrit.golden.update=true} writes them anew. */
final class CiReportsTest {

    /** What coverage-04.dtd says of the elements and attributes that we write. */
    private static final String COBERTURA = """
        <!DOCTYPE coverage [
        <!ELEMENT coverage (sources?,packages)>
        <!ATTLIST coverage line-rate CDATA #REQUIRED branch-rate CDATA #REQUIRED lines-covered CDATA #REQUIRED
          lines-valid CDATA #REQUIRED branches-covered CDATA #REQUIRED branches-valid CDATA #REQUIRED
          complexity CDATA #REQUIRED version CDATA #REQUIRED timestamp CDATA #REQUIRED>
        <!ELEMENT sources (source*)>
        <!ELEMENT source (#PCDATA)>
        <!ELEMENT packages (package*)>
        <!ELEMENT package (classes)>
        <!ATTLIST package name CDATA #REQUIRED line-rate CDATA #REQUIRED branch-rate CDATA #REQUIRED
          complexity CDATA #REQUIRED>
        <!ELEMENT classes (class*)>
        <!ELEMENT class (methods,lines)>
        <!ATTLIST class name CDATA #REQUIRED filename CDATA #REQUIRED line-rate CDATA #REQUIRED
          branch-rate CDATA #REQUIRED complexity CDATA #REQUIRED>
        <!ELEMENT methods (method*)>
        <!ELEMENT method (lines)>
        <!ATTLIST method name CDATA #REQUIRED signature CDATA #REQUIRED line-rate CDATA #REQUIRED
          branch-rate CDATA #REQUIRED complexity CDATA #REQUIRED>
        <!ELEMENT lines (line*)>
        <!ELEMENT line (conditions*)>
        <!ATTLIST line number CDATA #REQUIRED hits CDATA #REQUIRED branch CDATA "false"
          condition-coverage CDATA "100%">
        <!ELEMENT conditions (condition*)>
        <!ELEMENT condition EMPTY>
        <!ATTLIST condition number CDATA #REQUIRED type CDATA #REQUIRED coverage CDATA #REQUIRED>
        ]>
        """;

    private static final String POLICY = """
        package p

        allow if {
        	input.role == "admin"
        	input.n > 1; input.n < 5
        }

        deny contains msg if {
        	some x in input.xs
        	msg := sprintf("%d & <more>", [x])
        }
        """;

    private static final String TESTS = """
        package p_test

        test_ok if data.p.allow with input as {"role": "admin", "n": 2}

        test_bad if {
        	print("says <&>", "50%")
        	data.p.deny with input as {"xs": []}
        	data.p.allow with input as {"role": "user"}
        }

        test_cases[note] if {
        	some note, n in {"a,b": 2, "c:d": 7}
        	data.p.allow with input as {"role": "admin", "n": n}
        }

        todo_test_later if false

        test_conflict if {k: v | some v in [1, 2]; k := "a"}
        """;

    private record Run(TestReport report, CoverageReport coverage) {}

    private static Run run(String policy, String tests) {
        List<Module> modules = List.of(
                RegoParser.module(new SourceFile("policy/p.rego", policy)).get(),
                RegoParser.module(new SourceFile("policy/p_test.rego", tests)).get());
        Conditions conditions = Conditions.of(modules);
        Coverage lines = new Coverage();
        TestReport report = new TestRunner(
                        name -> true, EvaluationOptions.standard().withTracer(lines), 1, Explanation.STEPS_WITH_VALUES)
                .watching(conditions)
                .run(modules, RegoObject.EMPTY, EngineOptions.standard());
        return new Run(report, lines.report(modules, Optional.of(conditions)));
    }

    @Test
    void reportsAreAsTheGoldenFileSays() throws IOException {
        Run run = run(POLICY, TESTS);

        int checked = GoldenFile.of("testrun", "reports.txt").check(name -> switch (name.strip()) {
            case "junit" -> JUnitReport.render(run.report()).replaceAll("time=\"[0-9.]+\"", "time=\"0\"");
            case "github" -> GitHubTestReport.render(run.report());
            case "summary" -> GitHubTestReport.summary(run.report());
            case "lcov" -> LcovReport.render(run.coverage());
            case "cobertura" -> CoberturaReport.render(run.coverage(), ".", Instant.EPOCH);
            case "json" -> run.coverage().json();
            case "missing" -> String.join("\n", run.coverage().missingOutcomes()) + "\n";
            default -> "no such report\n";
        });

        assertThat(checked).isEqualTo(7);
    }

    @Test
    void coberturaIsValid() throws Exception {
        String xml = CoberturaReport.render(run(POLICY, TESTS).coverage(), "a & b", Instant.EPOCH);

        Document document = parse(xml.replaceFirst("\\?>\n", "?>\n" + COBERTURA), true);

        assertThat(document.getElementsByTagName("condition").getLength()).isEqualTo(4);
    }

    @Test
    void junitIsWellFormedWhateverTestsPrint() throws Exception {
        TestReport report = run(POLICY, "package p_test\n\ntest_x if {\n\tprint(\"\\u0001 ]]> \\u001b\")\n\tfalse\n}\n")
                .report();

        Document document = parse(JUnitReport.render(report), false);

        assertThat(document.getElementsByTagName("system-out").item(0).getTextContent())
                .isEqualTo("\uFFFD ]]> \uFFFD\n");
        assertThat(document.getElementsByTagName("failure").item(0).getTextContent())
                .startsWith("policy/p_test.rego:3: data.p_test.test_x does not hold\npolicy/p_test.rego:5:\n");
    }

    private static Document parse(String xml, boolean validating)
            throws ParserConfigurationException, SAXException, IOException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setValidating(validating);
        DocumentBuilder builder = factory.newDocumentBuilder();
        builder.setErrorHandler(new ErrorHandler() {
            @Override
            public void warning(SAXParseException exception) throws SAXException {
                throw exception;
            }

            @Override
            public void error(SAXParseException exception) throws SAXException {
                throw exception;
            }

            @Override
            public void fatalError(SAXParseException exception) throws SAXException {
                throw exception;
            }
        });
        return builder.parse(new InputSource(new StringReader(xml)));
    }
}

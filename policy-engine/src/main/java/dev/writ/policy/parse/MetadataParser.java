package dev.writ.policy.parse;

import dev.writ.policy.ast.Annotations;
import dev.writ.policy.ast.Comment;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.source.SourceFile;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.YamlException;
import dev.writ.policy.value.YamlReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds METADATA blocks among the comments, and reads the YAML in them. */
final class MetadataParser {
    private static final String MARK = "METADATA";
    private static final int MAX_DEPTH = 64;

    private final SourceFile file;
    private final List<Comment> comments;
    private final List<Diagnostic> diagnostics;

    MetadataParser(SourceFile file, List<Comment> comments, List<Diagnostic> diagnostics) {
        this.file = file;
        this.comments = comments;
        this.diagnostics = diagnostics;
    }

    List<Annotations> parse() {
        List<Annotations> found = new ArrayList<>();
        int i = 0;
        while (i < comments.size()) {
            int start = i++;
            if (isMark(comments.get(start))) {
                while (i < comments.size() && continues(comments.get(i - 1), comments.get(i))) {
                    i++;
                }
                Annotations annotations = block(comments.subList(start, i));
                if (annotations != null) {
                    found.add(annotations);
                }
            }
        }
        return found;
    }

    private boolean isMark(Comment comment) {
        return atLineStart(comment) && comment.text().strip().startsWith(MARK);
    }

    private boolean continues(Comment before, Comment comment) {
        return atLineStart(comment) && comment.span().line() == before.span().line() + 1 && !isMark(comment);
    }

    private boolean atLineStart(Comment comment) {
        int start = comment.span().start();
        return start == 0 || file.text().charAt(start - 1) == '\n';
    }

    private @Nullable Annotations block(List<Comment> block) {
        Span span = block.getFirst().span().to(block.getLast().span());
        List<Comment> lines = block.subList(1, block.size());
        StringBuilder yaml = new StringBuilder();
        for (Comment line : lines) {
            String text = line.text();
            yaml.append(text.startsWith(" ") ? text.substring(1) : text).append('\n');
        }
        if (yaml.toString().isBlank()) {
            error(block.getFirst().span(), "METADATA block without content");
            return null;
        }
        try {
            return new AnnotationReader(span)
                    .read(YamlReader.read(yaml.toString(), MAX_DEPTH, YamlReader.Dialect.METADATA));
        } catch (YamlException e) {
            error(place(lines, e.goLine()), "METADATA is not valid YAML: " + e.problem());
        } catch (WrongTypeException e) {
            error(place(lines, e.line(yaml.toString())), "invalid METADATA: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            error(block.getFirst().span(), "invalid METADATA: " + e.getMessage());
        }
        return null;
    }

    /** As in OPA, which looks for line {@code line}, from 1, with an index from 0: the line below, or the last one. */
    private static Span place(List<Comment> lines, int line) {
        return lines.get(Math.min(line, lines.size() - 1)).span();
    }

    private void error(Span span, String message) {
        diagnostics.add(Diagnostic.error(DiagnosticCode.PARSE, span, message));
    }
}

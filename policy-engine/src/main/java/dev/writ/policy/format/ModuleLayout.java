package dev.writ.policy.format;

import dev.writ.policy.ast.Module;
import dev.writ.policy.ast.PathSegment;
import dev.writ.policy.parse.OpaPlaces.Place;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Writes a module: its package, its imports and its rules, with the comments where they stood. */
final class ModuleLayout {
    private final Draft draft;
    private final List<Treatment> treatments;
    private final Sheet sheet;
    private final Page page;
    private final RuleLayout rules;
    private final ImportLayout imports;
    private final Set<Integer> damaged = new HashSet<>();
    private final List<Integer> order = new ArrayList<>();
    private final List<Integer> ends = new ArrayList<>();

    private ModuleLayout(Draft draft, List<Treatment> treatments) {
        this.draft = draft;
        this.treatments = treatments;
        this.sheet = new Sheet(new Comments(draft.module().comments()), draft.style());
        this.page = sheet.page();
        this.rules = new RuleLayout(sheet);
        this.imports = new ImportLayout(sheet);
    }

    /**
     * A module that was laid out.
     *
     * @param order the numbers of the rules in the order in which they were written
     * @param ends where each of them ends in the text
     * @param damaged the rules in which a comment was in the way, so that something may be missing
     */
    record Result(String text, List<Integer> order, List<Integer> ends, Set<Integer> damaged, List<Diagnostic> errors) {
        /** The rule that was written at {@code offset}, or -1. */
        int ruleAt(int offset) {
            for (int i = 0; i < order.size(); i++) {
                if (offset < ends.get(i)) {
                    return order.get(i);
                }
            }
            return order.isEmpty() ? -1 : order.getLast();
        }
    }

    /** Lays {@code draft} out, each rule by its treatment; there is one for each. */
    static Result of(Draft draft, List<Treatment> treatments) {
        ModuleLayout layout = new ModuleLayout(draft, treatments);
        layout.write();
        return new Result(layout.page.text(), layout.order, layout.ends, layout.damaged, layout.sheet.errors());
    }

    private sealed interface Item {
        Place place();

        record Imported(ImportLine line, Place place) implements Item {}

        record Ruled(int index, Place place) implements Item {}
    }

    private void write() {
        Module module = draft.module();
        packageLine(module);
        List<Item> items = items();
        if (addedImportFollowsRule(items)) {
            List<ImportLine> added =
                    draft.imports().stream().filter(ImportLine::added).toList();
            items.removeIf(
                    item -> item instanceof Item.Imported one && one.line().added());
            imports.write(added);
        }
        int at = 0;
        while (at < items.size()) {
            List<ImportLine> lines = new ArrayList<>();
            while (at < items.size() && items.get(at) instanceof Item.Imported one) {
                lines.add(one.line());
                at++;
            }
            imports.write(lines);
            List<Integer> indexes = new ArrayList<>();
            while (at < items.size() && items.get(at) instanceof Item.Ruled one) {
                indexes.add(one.index());
                at++;
            }
            rules(indexes);
        }
        List<Note> rest = sheet.comments().takeBefore(Integer.MAX_VALUE);
        rest.forEach(note -> page.writeLine(note.text()));
        if (!rest.isEmpty()) {
            page.write("\n");
        }
    }

    private void packageLine(Module module) {
        sheet.insertComments(Place.of(module.packageDecl().span()));
        page.startLine();
        List<PathSegment> path = module.packageDecl().path();
        StringBuilder line =
                new StringBuilder("package ").append(path.getFirst().name());
        for (PathSegment segment : path.subList(1, path.size())) {
            Piece.Text step = new Piece.Text(
                    Place.of(segment.span()), segment.name(), segment.span().text());
            line.append(TermLayout.step(step, sheet.style()));
        }
        page.write(line.toString());
        page.blankLine();
    }

    private List<Item> items() {
        List<Item> items = new ArrayList<>();
        for (ImportLine line : draft.imports()) {
            Span start = draft.module().file().span(0, 0);
            items.add(new Item.Imported(line, new Place(start, line.row(), line.column())));
        }
        for (int i = 0; i < draft.clauses().size(); i++) {
            items.add(new Item.Ruled(i, draft.clauses().get(i).place()));
        }
        items.sort((a, b) -> Rows.ORDER.compare(a.place(), b.place()));
        return items;
    }

    /** An import that was added must not stand behind a rule: it would have no effect. */
    private static boolean addedImportFollowsRule(List<Item> items) {
        int firstRule = items.stream()
                .filter(Item.Ruled.class::isInstance)
                .mapToInt(item -> item.place().row())
                .min()
                .orElse(Integer.MAX_VALUE);
        return items.stream()
                .anyMatch(item -> item instanceof Item.Imported one
                        && one.line().added()
                        && one.line().row() >= firstRule);
    }

    private void rules(List<Integer> indexes) {
        for (int i = 0; i < indexes.size(); i++) {
            int index = indexes.get(i);
            if (treatments.get(index) == Treatment.AS_WRITTEN) {
                List<Integer> chain = draft.chain(index);
                leave(index);
                while (i + 1 < indexes.size() && chain.contains(indexes.get(i + 1))) {
                    i++;
                    order.add(indexes.get(i));
                    ends.add(page.length());
                }
                page.blankLine();
                continue;
            }
            rule(index);
            boolean grouped = i + 1 < indexes.size() && areAdjacent(index, indexes.get(i + 1));
            if (!grouped) {
                page.blankLine();
            }
        }
    }

    private boolean areAdjacent(int index, int next) {
        Clause first = draft.clauses().get(index);
        Clause second = draft.clauses().get(next);
        return treatments.get(next) != Treatment.AS_WRITTEN
                && rules.isOneLiner(first)
                && rules.isOneLiner(second)
                && second.place().row() == first.place().row() + 1;
    }

    private void rule(int index) {
        Clause clause = draft.clauses().get(index);
        Page.Mark mark = page.mark();
        sheet.beCareful(treatments.get(index) != Treatment.PLAIN);
        if (treatments.get(index) == Treatment.COMMENTS_FIRST) {
            sheet.writeComments(sheet.comments().takeBefore(draft.source(index).endLine() + 1));
        }
        try {
            sheet.insertComments(clause.place());
        } catch (CommentInTheWay e) {
            damaged.add(index);
        }
        try {
            rules.write(clause);
        } catch (CommentInTheWay e) {
            damaged.add(index);
            page.rewind(new Page.Mark(page.length(), mark.level()));
        }
        if (sheet.takeDamage()) {
            damaged.add(index);
        }
        order.add(index);
        ends.add(page.length());
    }

    /** Writes a rule as it was. */
    private void leave(int index) {
        Span source = draft.source(index);
        int row = source.line();
        List<Note> before = sheet.comments().takeBefore(row);
        sheet.writeComments(before);
        if (!before.isEmpty() && row - before.getLast().row() > 1) {
            page.blankLine();
        }
        page.startLine();
        page.write(source.file().text(), source.start(), source.end());
        sheet.comments().takeBefore(source.endLine());
        Note behind = sheet.comments().takeAt(source.endLine());
        if (behind != null) {
            page.write(" " + behind.text());
        }
        page.endLine();
        order.add(index);
        ends.add(page.length());
    }
}

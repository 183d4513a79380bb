package dev.writ.policy.format;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes imports: in groups as they stood, each in order. */
final class ImportLayout {
    private final Sheet sheet;
    private final Page page;

    ImportLayout(Sheet sheet) {
        this.sheet = sheet;
        this.page = sheet.page();
    }

    void write(List<ImportLine> imports) {
        List<@Nullable Note> behind = new ArrayList<>();
        for (int i = 0; i < imports.size(); i++) {
            int row = imports.get(i).row();
            boolean first = imports.subList(0, i).stream().noneMatch(other -> other.row() == row);
            List<Note> notes = first ? sheet.comments().takeWhere(at -> at == row) : List.of();
            behind.add(notes.isEmpty() ? null : notes.getLast());
        }
        int from = 0;
        for (int i = 1; i <= imports.size(); i++) {
            if (i == imports.size() || imports.get(i).row() - imports.get(i - 1).row() > 1) {
                group(imports.subList(from, i), behind.subList(from, i));
                from = i;
            }
        }
    }

    private record Line(ImportLine line, @Nullable Note note) {}

    private void group(List<ImportLine> imports, List<@Nullable Note> behind) {
        sheet.insertComments(imports.getFirst().row());
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < imports.size(); i++) {
            lines.add(new Line(imports.get(i), behind.get(i)));
        }
        lines.sort((a, b) -> a.line().compareTo(b.line()));
        for (Line line : lines) {
            page.startLine();
            page.write(line.line().text(sheet.style()));
            Note note = line.note();
            if (note != null) {
                page.write(" " + note.text());
            }
            page.endLine();
        }
        page.blankLine();
    }
}

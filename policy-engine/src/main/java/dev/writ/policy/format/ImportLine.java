package dev.writ.policy.format;

import dev.writ.policy.ast.Import;
import dev.writ.policy.ast.PathSegment;
import dev.writ.policy.parse.OpaPlaces.Place;
import dev.writ.policy.value.RegoString;
import java.util.ArrayList;
import java.util.List;

/**
 * An import as it is laid out.
 *
 * @param row its line; of one that was added, a line where it should stand
 * @param column where it starts, from 1
 * @param added whether it was written nowhere
 * @param root the first name
 * @param path the names after it
 * @param alias the name after {@code as}, or an empty text
 */
record ImportLine(int row, int column, boolean added, String root, List<Piece.Text> path, String alias)
        implements Comparable<ImportLine> {
    private static final String KEYWORDS = "keywords";

    static ImportLine of(Import written) {
        List<Piece.Text> path = new ArrayList<>();
        for (PathSegment segment : written.path()) {
            path.add(new Piece.Text(
                    Place.of(segment.span()), segment.name(), segment.span().text()));
        }
        PathSegment alias = written.alias();
        Place place = Place.of(written.span());
        return new ImportLine(
                place.row(), place.column(), false, written.root().name(), path, alias == null ? "" : alias.name());
    }

    /** One that the text did not have. */
    static ImportLine added(int row, Place place, String root, String... names) {
        List<Piece.Text> path = new ArrayList<>();
        for (String name : names) {
            path.add(new Piece.Text(place, name, name));
        }
        return new ImportLine(row, 1, true, root, path, "");
    }

    boolean isRego(String version) {
        return root.equals("rego") && names().equals(List.of(version));
    }

    boolean isFuture() {
        return root.equals("future");
    }

    boolean isAllKeywords() {
        return isFuture() && names().equals(List.of(KEYWORDS));
    }

    boolean isKeyword(String keyword) {
        return isFuture() && names().equals(List.of(KEYWORDS, keyword));
    }

    /** The keyword that it brings, or an empty text. */
    String keyword() {
        boolean one = isFuture() && path.size() == 2 && path.getFirst().value().equals(KEYWORDS) && alias.isEmpty();
        return one ? path.getLast().value() : "";
    }

    private List<String> names() {
        return path.stream().map(Piece.Text::value).toList();
    }

    String text(Style style) {
        StringBuilder out = new StringBuilder("import ").append(root);
        for (Piece.Text step : path) {
            out.append(keyword().isEmpty() ? TermLayout.step(step, style) : "." + step.value());
        }
        return alias.isEmpty() ? out.toString() : out + " as " + alias;
    }

    /** By path, then alias. */
    @Override
    public int compareTo(ImportLine other) {
        int order = compare(root, other.root);
        for (int i = 0; order == 0 && i < Math.min(path.size(), other.path.size()); i++) {
            order = compare(path.get(i).value(), other.path.get(i).value());
        }
        if (order == 0) {
            order = Integer.compare(path.size(), other.path.size());
        }
        return order == 0 ? compare(alias, other.alias) : order;
    }

    private static int compare(String a, String b) {
        return RegoString.of(a).compareTo(RegoString.of(b));
    }
}

package dev.writ.api.platform;

import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.StrictJson;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Small JSON values in text columns, written canonically. */
public final class Columns {
    private static final StrictJson READER = new StrictJson();

    private Columns() {}

    /** A list of texts as JSON. */
    public static Json json(List<String> texts) {
        return new Json.Arr(texts.stream().<Json>map(Json.Str::new).toList());
    }

    /** A map of texts as JSON. */
    public static Json json(Map<String, String> texts) {
        Map<String, Json> members = new TreeMap<>();
        texts.forEach((key, value) -> members.put(key, new Json.Str(value)));
        return new Json.Obj(members);
    }

    /** What is stored for a value. */
    public static String write(Json value) {
        return value.canonical().text();
    }

    /** The stored value. */
    public static Json read(String column) {
        return READER.read(column);
    }

    /** The stored list of texts. */
    public static List<String> texts(String column) {
        if (read(column) instanceof Json.Arr(List<Json> items)) {
            return items.stream().map(Columns::text).toList();
        }
        throw new IllegalStateException("the column holds no list: " + column);
    }

    /** The stored map of texts. */
    public static Map<String, String> textMap(String column) {
        if (read(column) instanceof Json.Obj(Map<String, Json> members)) {
            Map<String, String> texts = new TreeMap<>();
            members.forEach((key, value) -> texts.put(key, text(value)));
            return texts;
        }
        throw new IllegalStateException("the column holds no object: " + column);
    }

    private static String text(Json value) {
        if (value instanceof Json.Str(String text)) {
            return text;
        }
        throw new IllegalStateException("the column holds something else than texts");
    }
}

package dev.writ.roomfixture.schema;

/** Stands for a generated class. */
public final class GeneratedTable {
    public String name() {
        return "table";
    }
}

package dev.writ.policy.check;

import dev.writ.policy.source.Span;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The variables of one body and of those nested in it. A name that nothing declares is one variable in all of them; a
 * declared one hides what has the same name outside.
 */
final class LocalScope {
    private final LocalVars locals;
    private final Deque<Level> levels = new ArrayDeque<>();
    private final Deque<Set<String>> declared = new ArrayDeque<>();
    private final Map<String, LocalVar> undeclared = new HashMap<>();

    /** One body. */
    private static final class Level {
        private final Map<String, Entry> names = new LinkedHashMap<>();

        /** Whether it is the body of an {@code every} or a {@code not}. */
        private final boolean ahead;

        /** What bodies in such a body read and nothing had declared. */
        private final Set<String> waiting = new HashSet<>();

        /** What the bodies of statements in it, not those of terms, read and nothing had declared. */
        private final Map<String, Entry> open = new LinkedHashMap<>();

        Level(boolean ahead) {
            this.ahead = ahead;
        }
    }

    /** How a name came into a scope. */
    enum Occurrence {
        ARGUMENT,
        SEEN,
        ASSIGNED,
        DECLARED
    }

    /** A name in a scope. */
    static final class Entry {
        private final LocalVar var;
        private final Occurrence occurrence;
        private final Span span;
        private int uses;

        private Entry(LocalVar var, Occurrence occurrence, Span span) {
            this.var = var;
            this.occurrence = occurrence;
            this.span = span;
        }

        LocalVar var() {
            return var;
        }

        Occurrence occurrence() {
            return occurrence;
        }

        /** Where it came into the scope. */
        Span span() {
            return span;
        }

        /** How often it was read. */
        int uses() {
            return uses;
        }
    }

    LocalScope(LocalVars locals) {
        this.locals = locals;
        levels.push(new Level(false));
    }

    /** A scope for another branch of the same rule, with the same arguments. */
    LocalScope withArgumentsOf(LocalScope other) {
        for (Entry entry : other.levels.getLast().names.values()) {
            if (entry.occurrence == Occurrence.ARGUMENT) {
                top().names.put(entry.var.name(), new Entry(entry.var, Occurrence.ARGUMENT, entry.span));
            }
        }
        return this;
    }

    private Level top() {
        return levels.element();
    }

    LocalVar wildcard() {
        return locals.named("_");
    }

    LocalVar made() {
        return locals.made();
    }

    /** Names that mean no rule and no import until {@link #leaveNames}. */
    void enterNames(Set<String> names) {
        declared.push(names);
    }

    void leaveNames() {
        declared.pop();
    }

    /** True if {@code name} cannot mean a rule or an import here. */
    boolean hidesGlobal(String name) {
        return declared.stream().anyMatch(names -> names.contains(name));
    }

    void enter() {
        levels.push(new Level(false));
    }

    /**
     * Enters the body of an {@code every} or a {@code not}. What it declares is seen by the bodies in it that are written
     * before, too, as OPA has it.
     */
    void enterAhead() {
        levels.push(new Level(true));
    }

    /** Leaves the scope of a term. */
    void leave() {
        levels.pop();
    }

    /** Leaves the scope of a statement, an {@code every} or a {@code not}. */
    void leaveStatement() {
        Map<String, Entry> left = leaveOpen();
        left.forEach(top().open::putIfAbsent);
    }

    /**
     * Leaves the scope of an operand of {@code and} or {@code or}. What it reads and nothing has declared cannot be declared
     * any more in the body where the operand stands, as OPA has it.
     */
    void leaveOperand() {
        Map<String, Entry> left = leaveOpen();
        left.forEach(top().open::putIfAbsent);
        left.forEach(top().names::putIfAbsent);
    }

    /** Leaves a scope and gives what it and the bodies of its statements read and nothing had declared. */
    private Map<String, Entry> leaveOpen() {
        Level left = levels.pop();
        Map<String, Entry> open = new LinkedHashMap<>(left.open);
        open.keySet().removeAll(left.names.keySet());
        left.names.forEach((name, entry) -> {
            if (entry.occurrence == Occurrence.SEEN) {
                open.put(name, entry);
            }
        });
        return open;
    }

    /** What is in the innermost scope. */
    Collection<Entry> current() {
        return top().names.values();
    }

    /** The entry that would make a declaration of {@code name} in the innermost scope an error, or null. */
    @Nullable
    Entry conflict(String name) {
        return top().names.get(name);
    }

    LocalVar declare(String name, Occurrence occurrence, Span span) {
        LocalVar read = top().waiting.contains(name) ? undeclared.remove(name) : null;
        LocalVar var = read == null ? locals.named(name) : read;
        top().names.put(name, new Entry(var, occurrence, span));
        return var;
    }

    /** The innermost declaration of {@code name}, or null where there is none. */
    @Nullable
    Entry declaration(String name) {
        for (Level level : levels) {
            Entry entry = level.names.get(name);
            if (entry != null) {
                return entry.occurrence == Occurrence.SEEN ? null : entry;
            }
        }
        return null;
    }

    /** The variable that {@code name} is here. */
    LocalVar use(String name, Span span) {
        for (Level level : levels) {
            Entry entry = level.names.get(name);
            if (entry != null) {
                entry.uses++;
                return entry.var;
            }
        }
        LocalVar var = undeclared.computeIfAbsent(name, locals::named);
        levels.stream().skip(1).filter(level -> level.ahead).forEach(level -> level.waiting.add(name));
        top().names.put(name, new Entry(var, Occurrence.SEEN, span));
        return var;
    }

    /** Remembers that {@code name} was read here, as something else than a variable. */
    void touch(String name, Span span) {
        if (declaration(name) == null) {
            use(name, span);
        }
    }
}

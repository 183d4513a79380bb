package dev.writ.policy.builtin;

import dev.writ.policy.builtin.http.HttpTransport;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An evaluation that never ends by itself, at a fixed time, with repeatable random numbers. */
public final class FakeContext implements BuiltinContext {

    /** What ends an evaluation here. */
    public static final class Halted extends RuntimeException {
        private static final long serialVersionUID = 1;

        Halted(String message) {
            super(message);
        }
    }

    public static final Instant NOW = Instant.parse("2026-11-23T10:00:00.123456789Z");

    private final BuiltinLimits limits;
    private final long maxCheckpoints;
    private final PatternCache patterns = new PatternCache(100);
    private final Map<String, RegoValue> record = new HashMap<>();
    private BuiltinEnvironment environment = BuiltinEnvironment.of(() -> NOW, new Random(42));
    public final List<String> printed = new ArrayList<>();
    public final List<String> notes = new ArrayList<>();
    public long checkpoints;

    public FakeContext() {
        this(BuiltinLimits.DEFAULT, Long.MAX_VALUE);
    }

    public FakeContext(BuiltinLimits limits, long maxCheckpoints) {
        this.limits = limits;
        this.maxCheckpoints = maxCheckpoints;
    }

    /** This context, with names of hosts looked up there. */
    public FakeContext withNames(NameResolver names) {
        environment = environment.withNames(names);
        return this;
    }

    /** This context, with a way to the network. */
    public FakeContext withHttp(HttpTransport http) {
        environment = environment.withHttp(http);
        return this;
    }

    /** This context, at another time. */
    public FakeContext at(Instant time) {
        environment = BuiltinEnvironment.of(() -> time, new Random(42)).withHttp(environment.http());
        return this;
    }

    @Override
    public @Nullable Span location() {
        return null;
    }

    @Override
    public void checkpoint() {
        checkpoints++;
        if (checkpoints > maxCheckpoints) {
            throw new Halted("deadline");
        }
    }

    @Override
    public BuiltinLimits limits() {
        return limits;
    }

    @Override
    public RuntimeException limitExceeded(String what) {
        return new Halted(what + " is too large");
    }

    @Override
    public BuiltinEnvironment environment() {
        return environment;
    }

    @Override
    public RegoValue recorded(String builtin, List<RegoValue> operands, Supplier<RegoValue> compute) {
        return record.computeIfAbsent(builtin + operands, key -> compute.get());
    }

    @Override
    public PatternCache patterns() {
        return patterns;
    }

    @Override
    public boolean printing() {
        return true;
    }

    @Override
    public void print(String line) {
        printed.add(line);
    }

    @Override
    public void note(String text) {
        notes.add(text);
    }
}

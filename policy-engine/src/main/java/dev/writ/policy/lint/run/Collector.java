package dev.writ.policy.lint.run;

import dev.writ.policy.lint.Finding;
import dev.writ.policy.lint.Fix;
import dev.writ.policy.lint.Place;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Settings;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.source.Span;
import java.util.ArrayList;
import java.util.List;

/** Collects the findings of one rule. */
final class Collector implements Sink {
    private final ActiveRule active;
    private final List<Finding> findings = new ArrayList<>();

    Collector(ActiveRule active) {
        this.active = active;
    }

    List<Finding> findings() {
        return findings;
    }

    @Override
    public void report(Span place, String message, Fix fix) {
        add(message, Place.of(place), fix);
    }

    @Override
    public void report(String message) {
        add(message, Place.NONE, Fix.NONE);
    }

    private void add(String message, Place place, Fix fix) {
        RuleInfo info = active.rule().info();
        findings.add(new Finding(info.category(), info.name(), active.level(), message, place, fix));
    }

    @Override
    public Settings settings() {
        return active.settings();
    }
}

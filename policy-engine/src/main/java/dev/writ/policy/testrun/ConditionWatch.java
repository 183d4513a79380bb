package dev.writ.policy.testrun;

import dev.writ.policy.ir.Mark;
import dev.writ.policy.runtime.Explainer;
import dev.writ.policy.runtime.Tracer;
import dev.writ.policy.source.Span;
import dev.writ.policy.testrun.ModuleConditions.Place;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Watches one evaluation for conditions. An expression is evaluated in steps, one for each reference and call in it, and each step
 * contains all that follows: where the last step of the expression holds, the expression does; where a step fails and
 * none of the ways through them came to the end, it does not.
 */
final class ConditionWatch implements Tracer, Explainer {

    /** A body that is being evaluated, and the expression that asked for it. */
    private static final class Activation {
        private final @Nullable Place caller;
        private final Deque<Step> steps = new ArrayDeque<>();

        Activation(@Nullable Place caller) {
            this.caller = caller;
        }
    }

    /** One time that an expression is evaluated. */
    private static final class Attempt {
        private boolean held;
        private boolean failed;
    }

    /** A step of an expression. */
    private static final class Step {
        private final @Nullable Place place;
        private final @Nullable Step before;
        private final Attempt attempt;
        private boolean held;
        private boolean followed;

        Step(@Nullable Place place, @Nullable Step before) {
            this.place = place;
            this.before = before;
            this.attempt = before == null ? new Attempt() : before.attempt;
        }
    }

    private final Conditions conditions;
    private final IdentityHashMap<Mark, Optional<Place>> places = new IdentityHashMap<>();
    private final Deque<Activation> bodies = new ArrayDeque<>();
    private final Set<Place> held = new HashSet<>();
    private final Set<Place> failed = new HashSet<>();

    ConditionWatch(Conditions conditions) {
        this.conditions = conditions;
    }

    Set<Place> held() {
        return held;
    }

    Set<Place> failed() {
        return failed;
    }

    @Override
    public boolean wantsEverything() {
        return true;
    }

    @Override
    public Optional<Explainer> explainer() {
        return Optional.of(this);
    }

    @Override
    public void event(Event event, Span place) {
        // marks say more
    }

    @Override
    public void enter(Mark body, View view) {
        Activation around = bodies.peek();
        Step caller = around == null ? null : around.steps.peek();
        bodies.push(new Activation(caller == null ? null : caller.place));
    }

    @Override
    public void leave(Mark body) {
        bodies.pop();
    }

    @Override
    public void expression(Mark expression, View view) {
        Activation body = bodies.element();
        Place place = places.computeIfAbsent(expression, mark -> Optional.ofNullable(conditions.around(mark.place())))
                .orElse(null);
        Step before = place == null ? null : before(body, place);
        if (before != null) {
            before.followed = true;
        }
        body.steps.push(new Step(place, before));
    }

    private static @Nullable Step before(Activation body, Place place) {
        for (Step step : body.steps) {
            if (place.equals(step.place)) {
                return step;
            }
        }
        return null;
    }

    @Override
    public void holds(Mark expression) {
        bodies.element().steps.element().held = true;
    }

    @Override
    public void left(Mark expression, View view) {
        Activation body = bodies.element();
        Step step = body.steps.pop();
        Attempt attempt = step.attempt;
        attempt.failed |= !step.held;
        attempt.held |= step.held && !step.followed;
        Place place = step.place;
        // A closure that an expression is evaluated by is not the expression itself.
        if (place == null || !place.counted() || place.equals(body.caller) || step.before != null) {
            return;
        }
        if (attempt.held) {
            held.add(place);
        } else if (attempt.failed) {
            failed.add(place);
        }
    }
}

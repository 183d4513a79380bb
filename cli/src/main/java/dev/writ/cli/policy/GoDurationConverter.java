package dev.writ.cli.policy;

import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.golang.GoDuration;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations in Go's notation, such as {@code 500ms} and {@code 1m30s}. */
final class GoDurationConverter implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String text) {
        try {
            Duration duration = Duration.ofNanos(GoDuration.parse(text));
            if (duration.isPositive()) {
                return duration;
            }
        } catch (BuiltinFailure e) {
            throw new TypeConversionException("`" + text + "` is no duration: write 500ms, 10s or 1m30s");
        }
        throw new TypeConversionException("`" + text + "` is not a positive duration");
    }
}

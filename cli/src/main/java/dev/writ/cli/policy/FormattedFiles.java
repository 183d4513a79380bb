package dev.writ.cli.policy;

import dev.writ.cli.Failure;
import dev.writ.policy.format.FormatOptions;
import dev.writ.policy.format.Formatted;
import dev.writ.policy.format.RegoFormatter;
import dev.writ.policy.source.SourceText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Reads and formats files, several at a time. */
final class FormattedFiles {
    /** So many results are kept until they are reported. */
    private static final int BATCH = 64;

    private final FormatOptions options;

    FormattedFiles(FormatOptions options) {
        this.options = options;
    }

    /** What came out of one file. */
    sealed interface Result {
        /**
         * A file that was read.
         *
         * @param name as it is shown
         * @param before its text
         */
        record Read(String name, String before, Formatted formatted) implements Result {}

        /** One that was not. */
        record Unreadable(String message, int exit) implements Result {}
    }

    /** Tells {@code report} of each of {@code files}, in their order. */
    void each(List<RegoFiles.Found> files, Consumer<Result> report) {
        for (int from = 0; from < files.size(); from += BATCH) {
            List<RegoFiles.Found> batch = files.subList(from, Math.min(from + BATCH, files.size()));
            batch.parallelStream().map(this::result).toList().forEach(report);
        }
    }

    private Result result(RegoFiles.Found found) {
        return switch (found) {
            case RegoFiles.Found.Unreadable unreadable ->
                new Result.Unreadable(unreadable.message(), unreadable.exit());
            case RegoFiles.Found.File file -> file(file.path());
        };
    }

    private Result file(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            return text(path.toString(), in.readNBytes(RegoFiles.MAX_BYTES + 1));
        } catch (IOException e) {
            String message = String.valueOf(Failure.io("read `" + path + "`", e).getMessage());
            return new Result.Unreadable(message, FmtCommand.FAILED);
        }
    }

    Result text(String name, byte[] content) {
        if (content.length > RegoFiles.MAX_BYTES) {
            String message = "`" + name + "` is larger than " + (RegoFiles.MAX_BYTES >> 20) + " MiB: split it";
            return new Result.Unreadable(message, FmtCommand.FAILED);
        }
        SourceText text = SourceText.decode(name, content);
        return new Result.Read(name, text.file().text(), RegoFormatter.format(text, options));
    }
}

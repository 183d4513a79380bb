package dev.writ.api.operation;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * What is to be fetched of an operation: JSON, of which one part at a time is in memory.
 *
 * @param name name of the file
 * @param size in bytes
 * @param parts the parts from 0 on; empty after the last one, and once it is not kept any more
 */
record Result(String name, long size, IntFunction<Optional<byte[]>> parts) {
    /**
     * Writes it.
     *
     * @throws IOException if that fails, or the result was given up meanwhile
     */
    void write(OutputStream out) throws IOException {
        long written = 0;
        for (int part = 0; written < size; part++) {
            byte[] bytes = parts.apply(part).orElseThrow(() -> new IOException("the result was given up meanwhile"));
            out.write(bytes);
            written += bytes.length;
        }
    }
}

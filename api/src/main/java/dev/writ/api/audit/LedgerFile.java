package dev.writ.api.audit;

import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.TreeHash;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * A file of the log on its way to a client: with its type, how long it may be kept, and an entity tag that is its digest. Entry
 * bundles are text and are sent packed to whoever accepts that, as C2SP tlog-tiles asks; hashes and signatures do not get
 * smaller. A tag names one form, so the packed one has its own (RFC 9110 section 8.8.3).
 *
 * @param bytes the file
 * @param type media type
 * @param cache how long it may be kept
 * @param packs whether it is worth packing
 */
record LedgerFile(Bytes bytes, MediaType type, CacheControl cache, boolean packs) {
    private static final int TAG_DIGITS = 32;
    private static final int WORTH_PACKING = 256;

    ResponseEntity<byte[]> answer(HttpServletRequest request) {
        boolean packed = packs && bytes.size() >= WORTH_PACKING && takesGzip(request);
        String tag = TreeHash.sha256(bytes).hex().substring(0, TAG_DIGITS);
        var answer = ResponseEntity.ok()
                .contentType(type)
                .cacheControl(cache)
                .eTag("\"" + tag + (packed ? "-gzip" : "") + "\"");
        if (packs) {
            answer.header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        }
        if (packed) {
            answer.header(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        return answer.body(packed ? pack() : bytes.toArray());
    }

    /** Whether the client names gzip, or everything, and does not forbid it by a weight of zero. */
    private static boolean takesGzip(HttpServletRequest request) {
        boolean everything = false;
        for (String line : Collections.list(request.getHeaders(HttpHeaders.ACCEPT_ENCODING))) {
            for (String item : line.toLowerCase(Locale.ROOT).split(",", -1)) {
                String[] parts = item.strip().split("\\s*;\\s*", 2);
                boolean wanted = parts.length == 1 || !parts[1].matches("q=0(\\.0{0,3})?");
                if (parts[0].equals("gzip") || parts[0].equals("x-gzip")) {
                    return wanted;
                }
                everything |= parts[0].equals("*") && wanted;
            }
        }
        return everything;
    }

    private byte[] pack() {
        var out = new ByteArrayOutputStream(bytes.size() / 2);
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes.toArray());
        } catch (IOException e) {
            throw new UncheckedIOException("memory refused a write", e);
        }
        return out.toByteArray();
    }
}

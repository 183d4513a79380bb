package dev.writ.policy.wasm;

import com.dylibso.chicory.runtime.Memory;
import com.styra.opa.wasm.OpaWasm_ModuleExports;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Texts in the memory of an instance: UTF-8, ended by a zero byte. */
final class WasmMemory {

    private static final int CHUNK = 4096;

    private WasmMemory() {}

    /** The text at an address; one that is longer than {@code limit} ends the evaluation. */
    static byte[] bytes(Memory memory, int address, int limit) {
        long end = (long) memory.pages() * WasmProgram.PAGE;
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        long at = Integer.toUnsignedLong(address);
        while (at < end) {
            byte[] chunk = memory.readBytes((int) at, (int) Math.min(CHUNK, end - at));
            int length = 0;
            while (length < chunk.length && chunk[length] != 0) {
                length++;
            }
            text.write(chunk, 0, length);
            if (text.size() > limit) {
                throw WasmFailures.limit(
                        "a result is longer than the limit of " + limit + " bytes", "let the policy answer with less");
            }
            if (length < chunk.length) {
                return text.toByteArray();
            }
            at += length;
        }
        throw WasmFailures.internal("the module gave a text without an end");
    }

    /** The text at an address, as a string. */
    static String text(Memory memory, int address, int limit) {
        return new String(bytes(memory, address, limit), StandardCharsets.UTF_8);
    }

    /** Makes a value of a text; its address. */
    static int store(OpaWasm_ModuleExports module, Memory memory, byte[] text) {
        int raw = module.opaMalloc(text.length);
        memory.write(raw, text);
        int value = module.opaValueParse(raw, text.length);
        module.opaFree(raw);
        if (value == 0) {
            throw WasmFailures.internal("the module cannot read a value");
        }
        return value;
    }
}

package dev.writ.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class BoardTest {
    private final StringWriter out = new StringWriter();
    private final Board board = new Board(new PrintWriter(out, true));

    @Test
    void everythingAsExpectedIsSo() {
        board.step("a1", "try", "denied", "denied");
        board.detail("because");
        board.step("a2", "try again", "allowed", "allowed");
        board.finish();
        board.close();

        assertThat(board.allAsExpected()).isTrue();
        assertThat(out.toString())
                .contains("  ok    a1  try: denied\n            because\n")
                .contains("a2    try again  allowed  so\n")
                .containsPattern("\n2 of 2 steps came out as they must, in \\d+ s\n$");
    }

    @Test
    void oneWrongStepIsEnough() {
        board.step("a1", "try", "denied", "allowed");
        board.step("a2", "try again", "allowed", "allowed");
        board.finish();
        board.close();

        assertThat(board.allAsExpected()).isFalse();
        assertThat(out.toString())
                .contains("  FAIL  a1  try: allowed (expected: denied)\n")
                .contains("a1    try        denied   NOT SO: allowed\n")
                .endsWith("\n1 of 2 steps came out wrong\n");
    }

    @Test
    void breakingOffEarlyIsNoSuccess() {
        board.step("a1", "try", "denied", "denied");
        board.close();

        assertThat(board.allAsExpected()).isFalse();
        assertThat(out.toString()).endsWith("0 of 1 steps came out wrong, and not all were done\n");
    }
}

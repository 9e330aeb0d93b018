package dev.watchtower.platform;

import java.io.PrintStream;

/** Lines for the person who started the program; unlike log lines they are kept nowhere. */
public final class Terminal {
    private static final PrintStream OUT = System.out;

    private Terminal() {}

    public static void print(String line) {
        OUT.println(line);
    }
}

package dev.watchtower.testing;

import org.junit.jupiter.api.Assumptions;

/** Skips a test that this machine cannot run, and says so where the person at the terminal sees it. */
public final class Skip {
    private Skip() {}

    public static void unless(boolean possible, String reason) {
        if (!possible) {
            System.out.println("SKIPPED: " + reason);
        }
        Assumptions.assumeTrue(possible, reason);
    }
}

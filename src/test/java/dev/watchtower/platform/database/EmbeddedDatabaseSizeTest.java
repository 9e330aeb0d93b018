package dev.watchtower.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EmbeddedDatabaseSizeTest {
    private static final long MEGABYTE = 1 << 20;

    @Test
    void aSmallMachineKeepsItsMemoryAndItsDisk() {
        assertThat(EmbeddedDatabaseSize.of(512 * MEGABYTE, 2_000 * MEGABYTE))
                .isEqualTo(new EmbeddedDatabaseSize(128, 512));
        assertThat(EmbeddedDatabaseSize.of(4_096 * MEGABYTE, 40_000 * MEGABYTE))
                .isEqualTo(new EmbeddedDatabaseSize(512, 4_000));
        assertThat(EmbeddedDatabaseSize.of(256_000 * MEGABYTE, 2_000_000 * MEGABYTE))
                .isEqualTo(new EmbeddedDatabaseSize(1_024, 8_192));
    }
}

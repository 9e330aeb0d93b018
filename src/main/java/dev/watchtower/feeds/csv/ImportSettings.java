package dev.watchtower.feeds.csv;

import jakarta.validation.constraints.AssertTrue;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/** @param maxSize of an uploaded file; Spring's multipart limit is filled from it */
@Validated
@ConfigurationProperties("watchtower.imports")
record ImportSettings(DataSize maxSize) {
    @AssertTrue(message = "IMPORT_MAX_SIZE must be more than nothing, such as 500MB")
    boolean isSizePositive() {
        return maxSize.toBytes() > 0;
    }
}

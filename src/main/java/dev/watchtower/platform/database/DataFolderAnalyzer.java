package dev.watchtower.platform.database;

import dev.watchtower.platform.DataFolder;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints what is wrong with the data folder instead of a stack trace. */
class DataFolderAnalyzer extends AbstractFailureAnalyzer<DataFolder.Unusable> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, DataFolder.Unusable cause) {
        return new FailureAnalysis(cause.getMessage(), null, cause);
    }
}

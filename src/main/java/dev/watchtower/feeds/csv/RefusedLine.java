package dev.watchtower.feeds.csv;

/** @param line in the file, from 1; the header is the first */
record RefusedLine(long line, String reason) {}

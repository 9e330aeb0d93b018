package dev.watchtower.identity;

/** A mail in plain text. */
public record Mail(String recipient, String subject, String text) {}

package dev.watchtower.identity;

import java.util.UUID;

/** What a member may do in an organization has changed. Told inside this process, after the commit. */
public record MemberChanged(UUID organization, UUID user) {}

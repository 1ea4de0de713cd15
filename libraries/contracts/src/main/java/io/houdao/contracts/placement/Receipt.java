package io.houdao.contracts.placement;

import java.time.Instant;

/**
 * Proof that an ad was handed out. Whoever holds its sealed form ({@link Receipts}) may report what happened to that one
 * ad, each kind of event once.
 *
 * @param expiresAt events are refused from then on
 */
public record Receipt(Showing showing, Instant expiresAt) {}

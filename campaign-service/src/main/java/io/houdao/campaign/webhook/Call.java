package io.houdao.campaign.webhook;

import java.net.URI;
import java.util.UUID;

/**
 * One attempt to tell.
 *
 * @param attempt counts from 1
 * @param body what is told, as JSON
 */
record Call(UUID deliveryId, URI url, String secret, int attempt, String body) {}

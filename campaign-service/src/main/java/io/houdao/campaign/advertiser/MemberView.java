package io.houdao.campaign.advertiser;

import java.time.Instant;

/**
 * Somebody who acts for an advertiser.
 *
 * @param subject of their token
 * @param namedBy who said so last
 */
record MemberView(String subject, MemberRole role, String namedBy, Instant namedAt) {}

/** Calls to advertisers' own systems when something happens to what is theirs. */
@NullMarked
package io.houdao.campaign.webhook;

import org.jspecify.annotations.NullMarked;

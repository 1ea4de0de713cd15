/** The two verdicts before anything runs: the bottom line by rules, then the values by a person. */
@NullMarked
package io.houdao.campaign.review;

import org.jspecify.annotations.NullMarked;

/** The units bought and paced: their terms, their creatives, and whether they are on air. */
@NullMarked
package io.houdao.campaign.lineitem;

import org.jspecify.annotations.NullMarked;

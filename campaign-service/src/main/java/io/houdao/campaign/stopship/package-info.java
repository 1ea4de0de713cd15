/** Launches that were stopped, and what must be put right before they go on. */
@NullMarked
package io.houdao.campaign.stopship;

import org.jspecify.annotations.NullMarked;

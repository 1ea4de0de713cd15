/** How this service remembers what other services told it. */
@NullMarked
package io.houdao.campaign.neighbour;

import org.jspecify.annotations.NullMarked;

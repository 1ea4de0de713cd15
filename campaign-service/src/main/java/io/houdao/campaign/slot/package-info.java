/** The slots that ads are shown in, as placement-service tells. */
@NullMarked
package io.houdao.campaign.slot;

import org.jspecify.annotations.NullMarked;

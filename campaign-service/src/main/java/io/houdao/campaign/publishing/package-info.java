/** What placement may serve: the compacted topic of live line items. */
@NullMarked
package io.houdao.campaign.publishing;

import org.jspecify.annotations.NullMarked;

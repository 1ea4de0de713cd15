/** What is rendered, in a variant per scene and class of slot. */
@NullMarked
package io.houdao.campaign.creative;

import org.jspecify.annotations.NullMarked;

/** Advertisers, campaigns, review and money: a campaign from its draft to its report. */
@NullMarked
package io.houdao.campaign;

import org.jspecify.annotations.NullMarked;

/** The advertiser console: a page of plain files below {@code META-INF/resources/console}, and what it asks of other services. */
@NullMarked
package io.houdao.campaign.console;

import org.jspecify.annotations.NullMarked;

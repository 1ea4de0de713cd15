/** The bottom line: a hard list, kept as data, checked by small rules that are plain Java. */
@NullMarked
package io.houdao.campaign.review.bottomline;

import org.jspecify.annotations.NullMarked;

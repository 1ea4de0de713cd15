/** Who changed or decided what, and when; never rewritten. */
@NullMarked
package io.houdao.campaign.history;

import org.jspecify.annotations.NullMarked;

/** Whether a campaign was good for people, for its advertiser and for the platform, in this order. */
@NullMarked
package io.houdao.feedback.scorecard;

import org.jspecify.annotations.NullMarked;

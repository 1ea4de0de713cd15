/** What feedback-service orders: prices of harm, suspensions, tightened caps, how people respond to a creative, and ad-free days. */
@NullMarked
package io.houdao.placement.control;

import org.jspecify.annotations.NullMarked;

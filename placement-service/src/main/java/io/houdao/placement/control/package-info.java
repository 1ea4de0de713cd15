/** What feedback-service orders: prices of harm, suspensions, how people respond to a creative, and ad-free days. */
@NullMarked
package io.houdao.placement.control;

import org.jspecify.annotations.NullMarked;

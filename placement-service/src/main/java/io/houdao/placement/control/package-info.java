/** What feedback-service orders: prices of harm, suspensions, and how people respond to a creative. */
@NullMarked
package io.houdao.placement.control;

import org.jspecify.annotations.NullMarked;

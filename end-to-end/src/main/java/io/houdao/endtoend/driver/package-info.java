/** The suite as its callers see it: one driver per service, in the words of those who use it. */
@NullMarked
package io.houdao.endtoend.driver;

import org.jspecify.annotations.NullMarked;

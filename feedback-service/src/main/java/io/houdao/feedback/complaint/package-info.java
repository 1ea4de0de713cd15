/** What people complain of, in their own words. */
@NullMarked
package io.houdao.feedback.complaint;

import org.jspecify.annotations.NullMarked;

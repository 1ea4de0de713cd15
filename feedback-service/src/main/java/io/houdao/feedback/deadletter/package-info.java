/** Records that could not be counted: to be looked at, and to be sent again once what was wrong is put right. */
@NullMarked
package io.houdao.feedback.deadletter;

import org.jspecify.annotations.NullMarked;

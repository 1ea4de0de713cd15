/** The process that a service is. */
@NullMarked
package io.houdao.kit.process;

import org.jspecify.annotations.NullMarked;

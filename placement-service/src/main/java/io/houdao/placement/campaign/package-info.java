/** campaign-service, as far as others here ask it: for money, and for what it said. */
@NullMarked
package io.houdao.placement.campaign;

import org.jspecify.annotations.NullMarked;

/** What a person has seen, hidden and closed: the serving store, and the token that holds it for those who refused. */
@NullMarked
package io.houdao.placement.exposure;

import org.jspecify.annotations.NullMarked;

/** Two profiles that are one person's become one, and one that is two people's comes apart; nobody's yes grows by it. */
@NullMarked
package io.houdao.profile.identity;

import org.jspecify.annotations.NullMarked;

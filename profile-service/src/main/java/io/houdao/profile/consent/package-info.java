/** What a person allows: permission cells and their history. */
@NullMarked
package io.houdao.profile.consent;

import org.jspecify.annotations.NullMarked;

/** What is known of a person: declared, surveyed or reported by their devices. */
@NullMarked
package io.houdao.profile.tag;

import org.jspecify.annotations.NullMarked;

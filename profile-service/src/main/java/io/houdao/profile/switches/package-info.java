/** What a person switches off: ads, touchpoints, scenes, and being known at all. */
@NullMarked
package io.houdao.profile.switches;

import org.jspecify.annotations.NullMarked;

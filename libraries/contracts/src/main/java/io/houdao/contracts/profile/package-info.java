/** What profile-service publishes: of each person, only what their permissions allow. */
@NullMarked
package io.houdao.contracts.profile;

import org.jspecify.annotations.NullMarked;

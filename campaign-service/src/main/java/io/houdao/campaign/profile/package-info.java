/** What profile-service is asked: which tags there are, and whether an audience is large enough. */
@NullMarked
package io.houdao.campaign.profile;

import org.jspecify.annotations.NullMarked;

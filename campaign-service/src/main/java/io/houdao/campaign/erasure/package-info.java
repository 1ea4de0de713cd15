/** Forgetting a person: there is nothing here to forget, and that is confirmed. */
@NullMarked
package io.houdao.campaign.erasure;

import org.jspecify.annotations.NullMarked;

/** Questions that a person may answer; an answer is kept as a tag, and as nothing else. */
@NullMarked
package io.houdao.profile.survey;

import org.jspecify.annotations.NullMarked;

/** Rows that go to PostgreSQL by the thousand. */
@NullMarked
package io.houdao.profile.copy;

import org.jspecify.annotations.NullMarked;

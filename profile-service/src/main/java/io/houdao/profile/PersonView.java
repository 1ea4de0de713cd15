package io.houdao.profile;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person, as they see themself.
 *
 * @param child under fourteen: nothing is kept of them but this and their switches
 */
record PersonView(
        UUID personId, LocalDate birthDate, @Nullable UUID householdId, boolean child) {}

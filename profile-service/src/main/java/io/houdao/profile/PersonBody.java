package io.houdao.profile;

import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A person to add.
 *
 * @param personId made up where it is left out
 * @param householdId one that exists
 */
record PersonBody(
        @Schema(examples = "55555555-5555-4555-8555-555555555555") @Nullable
        UUID personId,

        @BirthDate @Schema(examples = "1990-05-17") LocalDate birthDate,

        @Schema(examples = "66666666-6666-4666-8666-666666666666") @Nullable
        UUID householdId) {}

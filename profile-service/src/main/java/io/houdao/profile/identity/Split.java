package io.houdao.profile.identity;

import io.houdao.profile.BirthDate;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to somebody else.
 *
 * @param devices of the person, which are not theirs
 * @param to whose they are, if that person is there
 * @param newPerson whose they are otherwise
 */
@Schema(examples = """
                {"devices":["77777777-7777-4777-8777-777777777777"],"newPerson":{"birthDate":"1990-05-17"}}""")
record Split(
        @NotEmpty(message = "must name at least one device") @Size(max = 500, message = "must name at most 500 devices")
        Set<@NotNull(message = "must be a UUID") UUID> devices,

        @Nullable UUID to,
        @Valid @Nullable NewPerson newPerson) {

    /** The id that was given, of someone who is there or who is not yet. */
    Optional<UUID> named() {
        return Optional.ofNullable(newPerson == null ? to : newPerson.personId());
    }

    /**
     * Somebody who is not there yet.
     *
     * @param personId made up where it is left out; it may be one that the person had before a merge
     */
    record NewPerson(
            @Nullable UUID personId,
            @BirthDate @Schema(examples = "1990-05-17") LocalDate birthDate) {}
}

package io.houdao.contracts.campaign;

import org.jspecify.annotations.Nullable;

/**
 * Whom a line item is for: both expressions must hold. Targeting a tag needs the person's permission for it.
 *
 * @param basic over declared and surveyed tags; absent means no condition
 * @param aiot over tags that come from devices; absent means no condition
 */
public record Audience(
        @Nullable TagExpression basic, @Nullable TagExpression aiot) {}

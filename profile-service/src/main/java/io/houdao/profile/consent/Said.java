package io.houdao.profile.consent;

import java.util.UUID;

/** What one person says to one cell. */
record Said(UUID person, PermissionBody body) {}

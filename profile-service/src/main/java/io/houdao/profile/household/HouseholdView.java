package io.houdao.profile.household;

import java.util.List;
import java.util.UUID;

/** A household and who lives in it. */
record HouseholdView(UUID householdId, List<UUID> members) {}

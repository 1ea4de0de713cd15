package io.houdao.profile.household;

import io.houdao.profile.household.Guests.Guest;
import java.util.List;
import java.util.UUID;

/** A household, who lives in it, and who is there for a while. */
record HouseholdView(UUID householdId, List<UUID> members, List<Guest> guests) {}

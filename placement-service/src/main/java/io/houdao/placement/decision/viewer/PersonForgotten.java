package io.houdao.placement.decision.viewer;

import io.houdao.contracts.profile.PersonId;

/** Nothing that was kept about this person may be kept any longer. */
public record PersonForgotten(PersonId personId) {}

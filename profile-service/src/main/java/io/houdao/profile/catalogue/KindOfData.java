package io.houdao.profile.catalogue;

import io.houdao.contracts.profile.PermittedTag.Family;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What a permission is about.
 *
 * @param family basic data is told by the person; the other comes from devices
 * @param sensitive about health: it has no permission cell for ads at all
 */
@RegisterForReflection
public record KindOfData(String dataKind, Family family, boolean sensitive, Name name) {}

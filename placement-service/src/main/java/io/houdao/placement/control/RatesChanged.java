package io.houdao.placement.control;

import io.houdao.contracts.campaign.CreativeId;
import java.util.Set;

/** People respond otherwise than before to these creatives. */
public record RatesChanged(Set<CreativeId> creatives) {}

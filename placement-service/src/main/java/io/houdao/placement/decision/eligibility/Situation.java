package io.houdao.placement.decision.eligibility;

import io.houdao.placement.control.Controls;
import io.houdao.placement.decision.scene.Opening;
import io.houdao.placement.decision.viewer.Viewer;
import io.houdao.placement.pacing.Leases;
import java.time.Instant;

/** All that a rule may look at besides the candidate: who would see it, where, and when. */
public record Situation(
        Opening opening, Viewer viewer, Answered answered, Controls controls, Leases leases, Instant now) {}

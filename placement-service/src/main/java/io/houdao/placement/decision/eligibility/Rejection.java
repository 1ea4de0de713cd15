package io.houdao.placement.decision.eligibility;

import io.houdao.placement.decision.candidates.Candidate;

/** A candidate that may not be shown, and the first reason against it. */
public record Rejection(Candidate candidate, RejectionReason reason) {}

package io.houdao.feedback.learning;

import io.houdao.contracts.Scene;
import io.houdao.contracts.campaign.CreativeId;

/** A creative in a scene: what a model predicts for, and what is published. */
record Pair(CreativeId creative, Scene scene) {}

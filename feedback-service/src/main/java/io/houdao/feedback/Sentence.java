package io.houdao.feedback;

/** One thing said to people, in Chinese and in English. */
public record Sentence(String zh, String en) {}

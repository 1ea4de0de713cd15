package io.houdao.placement.slot;

/** A moment of the day that a scene may name, such as {@code sport}. */
public record Moment(String moment, Name name) {}

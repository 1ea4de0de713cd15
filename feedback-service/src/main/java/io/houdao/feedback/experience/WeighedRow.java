package io.houdao.feedback.experience;

/**
 * A row, and whether restraint and learning act upon it.
 *
 * @param weighs as {@link Influence} judged it
 */
record WeighedRow(EventRow row, boolean weighs) {}

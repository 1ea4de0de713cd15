package io.houdao.endtoend.driver;

/**
 * A signed token.
 *
 * @param holder who shows it, in words for a transcript, such as {@code person 4f1c…}
 * @param jwt as sent after {@code Bearer}
 */
public record Token(String holder, String jwt) {}

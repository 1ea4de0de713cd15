package io.houdao.endtoend.driver;

/** A service did not answer at all: it is not running, or it went away with the request. */
public final class Unreachable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Unreachable(String method, String url, Throwable cause) {
        super(method + " " + url + " got no answer: " + cause, cause);
    }
}

/** What the services say to each other: topics, the scene and tag vocabulary, the receipt, and the encoding of all of them. */
@NullMarked
package io.houdao.contracts;

import org.jspecify.annotations.NullMarked;

/** What the OpenAPI documents of all services have in common. */
@NullMarked
package io.houdao.kit.openapi;

import org.jspecify.annotations.NullMarked;

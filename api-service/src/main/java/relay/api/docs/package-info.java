/** The OpenAPI document and Swagger UI. */
@NullMarked
package relay.api.docs;

import org.jspecify.annotations.NullMarked;

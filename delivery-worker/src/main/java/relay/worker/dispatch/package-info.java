/** Which delivery is tried when: claims, leases and a lane for each webhook. */
@NullMarked
package relay.worker.dispatch;

import org.jspecify.annotations.NullMarked;

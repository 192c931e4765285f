/** One child process: how it is started, found again, asked to stop and killed. */
@NullMarked
package relay.stack.process;

import org.jspecify.annotations.NullMarked;

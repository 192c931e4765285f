package relay.testservers;

import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Keeps Awaitility from failing one test for what a thread of another one throws: by itself it
 * watches all threads of the JVM while it waits, and test classes run beside each other.
 */
public final class OwnExceptions implements LauncherSessionListener {
  @Override
  public void launcherSessionOpened(LauncherSession session) {
    Awaitility.doNotCatchUncaughtExceptionsByDefault();
  }
}

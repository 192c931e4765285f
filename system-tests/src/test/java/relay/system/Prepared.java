package relay.system;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import relay.stack.aot.Preparation;

/** The services are prepared before the first test: those here start them some forty times. */
public final class Prepared implements LauncherSessionListener {
  @Override
  public void launcherSessionOpened(LauncherSession session) {
    try {
      Preparation.prepareOnce(System.out::println);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

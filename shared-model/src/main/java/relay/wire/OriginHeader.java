package relay.wire;

/**
 * The header of each delivery that says which relay made it. A relay that is posted an event with
 * its own would deliver it again, without end.
 */
public final class OriginHeader {
  /** Its name. */
  public static final String NAME = "Relay-Installation";

  /** The statement that reads the value of this relay, one text. */
  public static final String VALUE = "SELECT id::text FROM installation";

  private OriginHeader() {}
}

package relay.stack.chaos;

/**
 * What is done to whom.
 *
 * @param kind what is done
 * @param target to whom
 */
record Fault(Kind kind, Target target) {
  enum Kind {
    /** Ends it at once, and it is started again. */
    KILL("is killed"),
    /** Stops it where it is for a while; a worker for longer than its claims hold. */
    FREEZE("is frozen"),
    /** Ends it in good order under load, and starts it again. */
    TERMINATE("is stopped in good order"),
    /** Breaks its connections and refuses new ones for a while. */
    CUT("is cut off"),
    /** Breaks its connections and lets new ones crawl for a while. */
    SLOW("is slowed down"),
    /** Leaves no room on its disk for a while. */
    FILL("has a full disk"),
    /** Ends it and deletes all that it has. */
    WIPE("loses all its data");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  enum Target {
    API("api-service"),
    SECOND_API("the second api-service"),
    WORKER("delivery-worker"),
    SECOND_WORKER("the second delivery-worker"),
    KAFKA("Kafka"),
    POSTGRESQL("PostgreSQL"),
    RECEIVER("the receiver");

    private final String words;

    Target(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /**
   * Whether an endpoint may get an event again because of it: the outcome of a POST may have been
   * under way to the database. A worker that is stopped in good order finishes what it has begun.
   */
  boolean repeats() {
    return switch (target) {
      case API, SECOND_API, KAFKA -> false;
      case WORKER, SECOND_WORKER -> kind != Kind.TERMINATE;
      case POSTGRESQL, RECEIVER -> true;
    };
  }

  @Override
  public String toString() {
    return target.words + " " + kind.words;
  }
}

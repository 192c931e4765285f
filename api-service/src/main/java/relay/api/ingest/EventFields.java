package relay.api.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import relay.api.paging.QueryParameters;
import relay.api.problem.FieldError;
import relay.api.problem.Problem;
import relay.model.EventId;
import relay.model.EventType;
import relay.model.Tenant;

/** The fields of an event as they were posted, and the rules that they keep. */
final class EventFields {
  static final String TYPE = "type";
  static final String DATA = "data";
  static final String UNKNOWN = "is not a known field";
  static final String DUPLICATE = "occurs more than once";
  static final String REQUIRED = "is required";

  private static final String TIMESTAMP = "timestamp";
  private static final String ORDERING_KEY = "orderingKey";
  private static final String IDEMPOTENCY_KEY = "idempotencyKey";
  private static final Set<String> OPTIONAL = Set.of(TIMESTAMP, ORDERING_KEY, IDEMPOTENCY_KEY);
  private static final int MAX_ORDERING_KEY = 255;
  private static final int MAX_ERRORS = 20;

  /** What a request with one event may have. */
  static final Set<String> ALONE = Set.of(TYPE, DATA, TIMESTAMP, ORDERING_KEY);

  /** What an event of a batch may have. */
  static final Set<String> IN_BATCH = Set.of(TYPE, DATA, TIMESTAMP, ORDERING_KEY, IDEMPOTENCY_KEY);

  /** Before 1970 is a mistake, and the year 10000 has no four digits. */
  private static final Instant EARLIEST = Instant.EPOCH;

  private static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

  private final String place;
  private final Set<String> known;
  private final Set<String> seen = new HashSet<>();
  private final Map<String, String> texts = new HashMap<>();
  private final List<FieldError> errors = new ArrayList<>();
  private byte @Nullable [] data;

  /**
   * No fields yet.
   *
   * @param place where in the body the event stands, such as {@code events[3]}, or empty
   * @param known the names of the fields that the event may have
   */
  EventFields(String place, Set<String> known) {
    this.place = place;
    this.known = known;
  }

  String place() {
    return place;
  }

  /** Where in the body a field of the event stands. */
  String path(String field) {
    return place.isEmpty() ? field : place + "." + field;
  }

  void data(byte[] value) {
    if (isNew(DATA)) {
      data = value;
    }
  }

  void text(String name, String value) {
    if (isNew(name)) {
      texts.put(name, value);
    }
  }

  void notText(String name, boolean isNull) {
    if (isNew(name) && !(isNull && OPTIONAL.contains(name))) {
      error(name, "must be a string");
    }
  }

  private boolean isNew(String name) {
    if (!known.contains(name)) {
      error(name, UNKNOWN);
      return false;
    }
    if (!seen.add(name)) {
      error(name, DUPLICATE);
      return false;
    }
    return true;
  }

  @Nullable String idempotencyKey() {
    return texts.get(IDEMPOTENCY_KEY);
  }

  /**
   * The event that they make.
   *
   * @throws Problem that names each field that breaks a rule
   */
  NewEvent check(EventId id, Tenant tenant, @Nullable String idempotencyKey) {
    EventType type = type();
    Instant timestamp = timestamp(id);
    String orderingKey = orderingKey();
    if (data == null && !seen.contains(DATA)) {
      error(DATA, REQUIRED + "; it may be null");
    }
    if (idempotencyKey != null && !IdempotencyKey.isValid(idempotencyKey)) {
      error(IDEMPOTENCY_KEY, IdempotencyKey.RULE);
    }
    if (!errors.isEmpty() || type == null || timestamp == null || data == null) {
      throw Problem.invalid(errors);
    }
    byte[] hash =
        idempotencyKey == null
            ? null
            : RequestHash.of(type.name(), texts.get(TIMESTAMP), orderingKey, data);
    return new NewEvent(id, tenant, type, timestamp, orderingKey, data, idempotencyKey, hash);
  }

  /**
   * Their type and data, without which there may be no other fields.
   *
   * @param absent what is taken for those that were not posted
   * @throws Problem that names each field that breaks a rule
   */
  TypeAndData typeAndData(TypeAndData absent) {
    EventType type = seen.contains(TYPE) ? type() : absent.type();
    if (!errors.isEmpty() || type == null) {
      throw Problem.invalid(errors);
    }
    return new TypeAndData(type, data == null ? absent.data() : data);
  }

  private @Nullable EventType type() {
    String text = texts.get(TYPE);
    if (text == null) {
      if (!seen.contains(TYPE)) {
        error(TYPE, REQUIRED);
      }
      return null;
    }
    try {
      return new EventType(text);
    } catch (IllegalArgumentException malformed) {
      error(TYPE, String.valueOf(malformed.getMessage()));
      return null;
    }
  }

  private @Nullable Instant timestamp(EventId id) {
    String text = texts.get(TIMESTAMP);
    if (text == null) {
      return id.createdAt();
    }
    Instant instant = instant(text);
    if (instant == null) {
      error(
          TIMESTAMP,
          "must be an ISO 8601 date and time with offset, such as 2026-11-24T10:00:00Z, from 1970"
              + " to 9999");
    }
    return instant;
  }

  /** PostgreSQL keeps microseconds; what is signed has to be what is stored. */
  private static @Nullable Instant instant(String text) {
    try {
      Instant instant = QueryParameters.instant(text).truncatedTo(ChronoUnit.MICROS);
      return instant.isBefore(EARLIEST) || !instant.isBefore(END) ? null : instant;
    } catch (IllegalArgumentException malformed) {
      return null;
    }
  }

  private @Nullable String orderingKey() {
    String key = texts.get(ORDERING_KEY);
    if (key != null
        && (key.isEmpty()
            || key.codePointCount(0, key.length()) > MAX_ORDERING_KEY
            || key.chars().anyMatch(Character::isISOControl)
            || !StandardCharsets.UTF_8.newEncoder().canEncode(key))) {
      error(ORDERING_KEY, "must be 1 to 255 characters, none of them a control character");
    }
    return key;
  }

  private void error(String field, String message) {
    if (errors.size() < MAX_ERRORS) {
      errors.add(new FieldError(path(field), message));
    }
  }
}

package relay.api.ingest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;
import relay.api.problem.Problem;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the bodies of POST /events and POST /events/batch. {@code data} is cut out of the bytes and
 * never converted, so that its numbers and its text stay as they were posted. Thread-safe.
 */
@Component
public class EventReader {
  /** How many bytes a request with one event may have. */
  public static final int MAX_EVENT_BYTES = 256 << 10;

  static final int MAX_BATCH_BYTES = 8 << 20;
  static final int MAX_BATCH_EVENTS = 1_000;

  /** Of the data of an event. */
  private static final int MAX_NESTING = 200;

  /** Of a batch: the object, its array, and the object of the event; and one that is too deep. */
  private static final int AROUND_DATA = 4;

  private static final String TOO_DEEP = "is nested deeper than %d levels".formatted(MAX_NESTING);
  private static final String EVENTS = "events";

  /** Numbers are never converted, so their length costs no more than that of a text. */
  private final JsonFactory json =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_NESTING + AROUND_DATA)
                  .maxNumberLength(MAX_BATCH_BYTES)
                  .maxNameLength(MAX_BATCH_BYTES)
                  .maxStringLength(MAX_BATCH_BYTES)
                  .build())
          .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
          .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
          .build();

  /** What reads from a parser that stands at the first token. */
  private interface Reading<T> {
    T from(JsonParser parser);
  }

  /**
   * The fields of one event.
   *
   * @throws Problem if they can not be read
   */
  EventFields event(byte[] body) {
    return read(body, parser -> event(parser, body, new EventFields("", EventFields.ALONE)));
  }

  /**
   * The type and the data of an event that is not for all subscribers and has nothing else.
   *
   * @param absent what is taken for those that the body does not have
   * @throws Problem if they can not be read or break a rule
   */
  public TypeAndData typeAndData(byte[] body, TypeAndData absent) {
    return read(body, parser -> event(parser, body, new EventFields("", TypeAndData.FIELDS)))
        .typeAndData(absent);
  }

  /**
   * The fields of each event of a batch.
   *
   * @throws Problem if they can not be read
   */
  List<EventFields> batch(byte[] body) {
    return read(body, parser -> batch(parser, body));
  }

  private <T> T read(byte[] body, Reading<T> reading) {
    try (JsonParser parser = json.createParser(ObjectReadContext.empty(), body)) {
      parser.nextToken();
      T read = reading.from(parser);
      if (parser.nextToken() != null) {
        throw Problem.invalid("body", "has something after the JSON object");
      }
      return read;
    } catch (StreamConstraintsException tooDeep) {
      throw Problem.invalid("body", TOO_DEEP);
    } catch (JacksonException malformed) {
      throw Problem.invalid("body", "is not JSON" + at(malformed));
    }
  }

  private static String at(JacksonException malformed) {
    return malformed.getLocation() == null
        ? ""
        : ": line %d, column %d"
            .formatted(malformed.getLocation().getLineNr(), malformed.getLocation().getColumnNr());
  }

  private static List<EventFields> batch(JsonParser parser, byte[] body) {
    requireObject(parser, "");
    List<EventFields> events = null;
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      if (!name.equals(EVENTS)) {
        throw Problem.invalid(name, EventFields.UNKNOWN);
      }
      if (events != null) {
        throw Problem.invalid(name, EventFields.DUPLICATE);
      }
      events = events(parser, body);
    }
    if (events == null) {
      throw Problem.invalid(EVENTS, EventFields.REQUIRED);
    }
    return events;
  }

  private static List<EventFields> events(JsonParser parser, byte[] body) {
    if (parser.nextToken() != JsonToken.START_ARRAY) {
      throw Problem.invalid(EVENTS, "must be an array");
    }
    List<EventFields> events = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (events.size() == MAX_BATCH_EVENTS) {
        throw Problem.invalid(EVENTS, "must have at most %,d".formatted(MAX_BATCH_EVENTS));
      }
      String place = "events[%d]".formatted(events.size());
      long start = parser.currentTokenLocation().getByteOffset();
      events.add(event(parser, body, new EventFields(place, EventFields.IN_BATCH)));
      if (parser.currentLocation().getByteOffset() - start > MAX_EVENT_BYTES) {
        throw Problem.tooLarge(place, MAX_EVENT_BYTES);
      }
    }
    if (events.isEmpty()) {
      throw Problem.invalid(EVENTS, "must not be empty");
    }
    return events;
  }

  private static EventFields event(JsonParser parser, byte[] body, EventFields fields) {
    requireObject(parser, fields.place());
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals(EventFields.DATA)) {
        fields.data(slice(parser, body, fields));
      } else if (value == JsonToken.VALUE_STRING) {
        fields.text(name, parser.getString());
      } else {
        parser.skipChildren();
        fields.notText(name, value == JsonToken.VALUE_NULL);
      }
    }
    return fields;
  }

  /** The bytes of the value at which the parser stands. */
  private static byte[] slice(JsonParser parser, byte[] body, EventFields fields) {
    int start = (int) parser.currentTokenLocation().getByteOffset();
    int depth = 0;
    for (JsonToken token = parser.currentToken(); token != null; token = parser.nextToken()) {
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      if (depth > MAX_NESTING) {
        throw Problem.invalid(fields.path(EventFields.DATA), TOO_DEEP);
      }
      if (depth == 0) {
        break;
      }
    }
    parser.finishToken();
    return Arrays.copyOfRange(body, start, (int) parser.currentLocation().getByteOffset());
  }

  private static void requireObject(JsonParser parser, String place) {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw Problem.invalid(place.isEmpty() ? "body" : place, "must be a JSON object");
    }
  }
}

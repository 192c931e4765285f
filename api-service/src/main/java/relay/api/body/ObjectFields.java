package relay.api.body;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import relay.api.problem.FieldError;
import relay.api.problem.Problem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of a JSON object of a request. Every field is to be asked for, and then {@link
 * #check()} throws if one was malformed or not asked for. Not thread-safe.
 */
public final class ObjectFields {
  private static final int MAX_ERRORS = 20;

  private final ObjectNode object;
  private final String place;
  private final List<FieldError> errors;
  private final Set<String> known = new TreeSet<>();
  private final List<ObjectFields> inner = new ArrayList<>();

  /** The fields of the object that is the whole body. */
  public ObjectFields(ObjectNode object) {
    this(object, "", new ArrayList<>());
  }

  private ObjectFields(ObjectNode object, String place, List<FieldError> errors) {
    this.object = object;
    this.place = place;
    this.errors = errors;
  }

  /**
   * The value of a text, or null if it is absent or malformed.
   *
   * @param parser throws {@link IllegalArgumentException} with a sentence for users
   */
  public <T> @Nullable T text(String name, Function<String, T> parser) {
    JsonNode value = value(name);
    return value == null ? null : parsed(name, value, parser);
  }

  /**
   * The values of an array of texts without repetitions, in their order, or null if it is absent or
   * malformed.
   *
   * @param most how many it may have; it must not be empty
   * @param parser throws {@link IllegalArgumentException} with a sentence for users
   */
  public <T> @Nullable List<T> texts(String name, int most, Function<String, T> parser) {
    JsonNode array = value(name);
    if (array == null) {
      return null;
    }
    if (!array.isArray() || array.isEmpty() || array.size() > most) {
      error(name, "must be an array of 1 to %,d texts".formatted(most));
      return null;
    }
    Set<T> values = new LinkedHashSet<>();
    for (int i = 0; i < array.size(); i++) {
      String item = "%s[%d]".formatted(name, i);
      T value = parsed(item, array.get(i), parser);
      if (value != null && !values.add(value)) {
        error(item, "occurs more than once");
      }
    }
    return List.copyOf(values);
  }

  /** The value of a flag, or null if it is absent or malformed. */
  public @Nullable Boolean flag(String name) {
    JsonNode value = value(name);
    if (value == null || value.isBoolean()) {
      return value == null ? null : value.booleanValue();
    }
    error(name, "must be true or false");
    return null;
  }

  /**
   * The value of a number, or null if it is absent or malformed.
   *
   * @param least the lowest that it may be
   * @param most the highest
   */
  public @Nullable Integer wholeNumber(String name, int least, int most) {
    JsonNode value = value(name);
    if (value == null) {
      return null;
    }
    if (value.canConvertToInt() && value.canConvertToExactIntegral()) {
      int number = value.intValue();
      if (number >= least && number <= most) {
        return number;
      }
    }
    error(name, "must be a whole number from %,d to %,d".formatted(least, most));
    return null;
  }

  /** The fields of an object within this one, or null if it is absent or no object. */
  public @Nullable ObjectFields object(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return null;
    }
    if (value instanceof ObjectNode found) {
      ObjectFields fields = new ObjectFields(found, place + name + ".", errors);
      inner.add(fields);
      return fields;
    }
    error(name, "must be an object");
    return null;
  }

  /** Whether a field is there, be it well-formed or not. */
  public boolean has(String name) {
    return object.has(name);
  }

  /** Says that a field is wrong for a reason that it does not show by itself. */
  public void error(String name, String message) {
    if (errors.size() < MAX_ERRORS) {
      errors.add(new FieldError(place + name, message));
    }
  }

  /**
   * To be called on the outermost object when all fields have been asked for.
   *
   * @throws Problem that names each field that is wrong or unknown
   */
  public void check() {
    refuseUnknown();
    if (!errors.isEmpty()) {
      throw Problem.invalid(errors);
    }
  }

  private void refuseUnknown() {
    for (String name : object.propertyNames()) {
      if (!known.contains(name)) {
        error(name, "is not a known field; known are " + String.join(", ", known));
      }
    }
    inner.forEach(ObjectFields::refuseUnknown);
  }

  private @Nullable JsonNode value(String name) {
    known.add(name);
    return object.get(name);
  }

  private <T> @Nullable T parsed(String name, JsonNode value, Function<String, T> parser) {
    if (!value.isString()) {
      error(name, "must be a string");
      return null;
    }
    try {
      return parser.apply(value.stringValue());
    } catch (IllegalArgumentException malformed) {
      error(name, String.valueOf(malformed.getMessage()));
      return null;
    }
  }
}

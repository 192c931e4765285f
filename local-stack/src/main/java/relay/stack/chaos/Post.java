package relay.stack.chaos;

import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The event of a number: what is posted, and whom it is for. */
final class Post {
  private static final JsonMapper JSON = JsonMapper.shared();

  /** Of each type, as of a die with twenty sides. */
  private static final int SIDES = 20;

  private Post() {}

  private static String type(int number) {
    return switch (number % SIDES) {
      case 0 -> "chaos.nobody";
      case 1 -> "chaos.dead";
      case 2, 3 -> "chaos.slow";
      case 4, 5 -> "chaos.flaky";
      case 6, 7, 8 -> "chaos.both";
      case 9, 10, 11, 12 -> "chaos.second";
      default -> "chaos.first";
    };
  }

  /** The names of the endpoints that get it. */
  static Set<String> endpoints(int number) {
    return Set.of(Endpoint.values()).stream()
        .filter(endpoint -> endpoint.types().contains(type(number)))
        .map(Endpoint::label)
        .collect(Collectors.toUnmodifiableSet());
  }

  static String body(int number) {
    ObjectNode body = JSON.createObjectNode();
    body.put("type", type(number));
    body.set("data", data(number));
    return body.toString();
  }

  /** With what is easily changed on the way: a number too long for a double, and other scripts. */
  private static JsonNode data(int number) {
    return JSON.createObjectNode()
        .put("number", number)
        .put("long", 9_007_199_254_740_993L + number)
        .put("text", "Größe \uD83D\uDE80 %d".formatted(number));
  }

  /** The number of a delivered event; -1 if it is not one that was posted. */
  static int number(JsonNode delivered) {
    return delivered.path("data").path("number").asInt(-1);
  }

  /** Whether it arrived as it was posted. */
  static boolean isWhole(JsonNode delivered) {
    int number = number(delivered);
    return delivered.path("type").asString("").equals(type(number))
        && delivered.path("data").toString().equals(data(number).toString());
  }
}

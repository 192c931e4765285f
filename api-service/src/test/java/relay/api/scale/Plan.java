package relay.api.scale;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How PostgreSQL ran a statement. */
record Plan(JsonNode json) {
  /** The end of the names of the partitions that have all the rows. */
  private static final String FILLED = "_before";

  /** What grows with traffic and is never to be read as a whole. */
  private static final Set<String> BIG =
      Set.of(
          "events" + FILLED, "deliveries" + FILLED, "delivery_logs" + FILLED, "idempotency_keys");

  /** Reads what auto_explain says. */
  static Plan of(String message) {
    return new Plan(JsonMapper.shared().readTree(message.substring(message.indexOf('{'))));
  }

  String statement() {
    return json.path("Query Text").asString();
  }

  /** How many pages were looked at, in PostgreSQL's memory or not. */
  long pages() {
    JsonNode top = json.path("Plan");
    return top.path("Shared Hit Blocks").asLong() + top.path("Shared Read Blocks").asLong();
  }

  /** The big tables that were read as a whole. */
  List<String> scanned() {
    return nodes(json.path("Plan"))
        .filter(node -> node.path("Node Type").asString().equals("Seq Scan"))
        .map(node -> node.path("Relation Name").asString())
        .filter(BIG::contains)
        .toList();
  }

  /** The indexes that were used. */
  Set<String> indexes() {
    Set<String> names = new TreeSet<>();
    nodes(json.path("Plan"))
        .filter(node -> node.path("Actual Loops").asDouble() > 0)
        .map(node -> node.path("Index Name").asString())
        .filter(name -> !name.isEmpty())
        .forEach(name -> names.add(name.replaceFirst(FILLED + "$", "")));
    return names;
  }

  private static Stream<JsonNode> nodes(JsonNode node) {
    return Stream.concat(Stream.of(node), node.path("Plans").valueStream().flatMap(Plan::nodes));
  }
}

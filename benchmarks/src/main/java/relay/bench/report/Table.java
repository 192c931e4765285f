package relay.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.TextTable;

/** Results as a person reads them. */
public final class Table {
  private Table() {}

  /** The lines of one result. */
  public static String of(Result result) {
    TextTable table =
        TextTable.forColumns(
            Help.defaultColorScheme(Ansi.OFF),
            new Column(44, 2, Column.Overflow.SPAN),
            new Column(16, 2, Column.Overflow.SPAN),
            new Column(50, 2, Column.Overflow.WRAP));
    List<Figure> all = new ArrayList<>(result.figures());
    result.timings().forEach(timing -> all.addAll(timing.figures()));
    for (Figure figure : all) {
      table.addRowValues(figure.name(), value(figure.value(), figure.unit()), comparison(figure));
    }
    table.addRowValues("CPU for 1,000 events", "", cpu(result));
    return "%n%s: %s%n%s".formatted(result.scenario(), result.description(), table);
  }

  private static String value(double value, String unit) {
    return String.format(Locale.ROOT, value < 100 ? "%.2f %s" : "%,.0f %s", value, unit);
  }

  private static String comparison(Figure figure) {
    Figure.@Nullable Limit limit = figure.limit();
    return limit == null
        ? ""
        : String.format(
            Locale.ROOT,
            "%.2f of %s, %s",
            figure.value() / limit.value(),
            limit.name(),
            value(limit.value(), figure.unit()));
  }

  private static String cpu(Result result) {
    return result.cpu().entrySet().stream()
        .map(
            process ->
                String.format(
                    Locale.ROOT, "%s %.3f s", process.getKey(), process.getValue().toNanos() / 1e9))
        .collect(Collectors.joining(", "));
  }
}

package relay.bench.scenario;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import relay.bench.load.Load;
import relay.bench.report.Figure;
import relay.bench.report.Figure.Limit;
import relay.bench.report.Result;
import relay.bench.report.Timing;
import relay.stack.LocalStack;
import relay.stack.ServiceProcess;
import relay.stack.process.Ports;
import relay.stack.process.StackException;

/**
 * A second delivery-worker beside the first, which it shares the load with, and each alone before
 * and after. On a machine whose processors are all in use it can bring nothing; it should not cost
 * anything either.
 */
final class TwoWorkers implements Scenario {
  private static final FullLoad BATCHES = new FullLoad("two-workers", 8, 100);
  private static final double PERCENT = 100;

  @Override
  public String name() {
    return BATCHES.name();
  }

  @Override
  public String description() {
    return BATCHES.description() + ", with one worker, two, and one again";
  }

  @Override
  public Result run(TestBed bed) throws InterruptedException {
    String webhook = BATCHES.subscribe(bed);
    try (Load load = BATCHES.load(bed)) {
      var _ = BATCHES.measure(bed, load); // the first of a kind finds less compiled than the rest
      FullLoad.Measured before = BATCHES.measure(bed, load);
      int port = Ports.free();
      ServiceProcess second = bed.addWorker(port);
      try {
        bed.warmUp();
        double began = attempts(LocalStack.url(port));
        double beganAtFirst = attempts(bed.stack().worker());
        CpuTimes cpu = CpuTimes.of(bed.stack());
        Duration cpuOfSecond = cpuOf(second);
        FullLoad.Measured both = BATCHES.measure(bed, load);
        var used = CpuTimes.of(bed.stack()).per1000(cpu, both.events());
        used.put(
            second.name(),
            cpuOf(second).minus(cpuOfSecond).multipliedBy(1_000).dividedBy(both.events()));
        double ofSecond = attempts(LocalStack.url(port)) - began;
        double ofFirst = attempts(bed.stack().worker()) - beganAtFirst;
        second.stop();
        FullLoad.Measured after = BATCHES.measure(bed, load);
        return new Result(
            name(),
            description(),
            List.of(
                Figure.perSecond(
                    "events from POST to receipt, two workers",
                    both.perSecond(),
                    new Limit("one", (before.perSecond() + after.perSecond()) / 2)),
                Figure.perSecond(
                    "events from POST to receipt, one worker before",
                    before.perSecond(),
                    new Limit("after", after.perSecond())),
                Figure.percent("attempts of the second", PERCENT * ofSecond / (ofFirst + ofSecond)),
                Figure.count("requests refused", both.answers().refused()),
                Figure.count("repeats", both.repeats())),
            List.of(new Timing("POST to receipt", both.latency())),
            used);
      } finally {
        second.stop();
      }
    } finally {
      bed.api().delete("/webhooks/" + webhook);
    }
  }

  private static Duration cpuOf(ServiceProcess process) {
    return ProcessHandle.of(process.pid()).map(CpuTimes::withChildren).orElseThrow();
  }

  /** How many a worker has made, by its metrics. */
  private static double attempts(URI worker) throws InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(worker.resolve("/actuator/prometheus")).build(),
              BodyHandlers.ofLines())
          .body()
          .filter(line -> line.startsWith("relay_attempts_total"))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
          .sum();
    } catch (IOException failure) {
      throw new StackException("The metrics of %s cannot be read.".formatted(worker), failure);
    }
  }
}

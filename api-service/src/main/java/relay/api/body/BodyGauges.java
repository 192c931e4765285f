package relay.api.body;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Tells why large requests are turned away. */
@Component
class BodyGauges {
  BodyGauges(MeterRegistry registry) {
    Gauge.builder("relay.body.memory.used", JsonBody.MEMORY, BodyMemory::used)
        .description("How much of the memory for large bodies is taken, 0 to 1")
        .baseUnit("ratio")
        .register(registry);
  }
}

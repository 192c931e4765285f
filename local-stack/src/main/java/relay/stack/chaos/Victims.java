package relay.stack.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import relay.stack.LocalStack;
import relay.stack.Service;
import relay.stack.ServiceProcess;
import relay.stack.chaos.Fault.Target;
import relay.stack.process.Ports;

/**
 * Whom faults are done to: the processes, the wires between the services and their servers, and the
 * disks of these.
 */
final class Victims implements AutoCloseable {
  private static final Map<Target, Service> SERVERS =
      Map.of(Target.POSTGRESQL, Service.POSTGRESQL, Target.KAFKA, Service.KAFKA);

  private final Map<Target, ServiceProcess> processes = new EnumMap<>(Target.class);
  private final Map<Target, Wire> wires = new EnumMap<>(Target.class);
  private final Map<Target, SmallDisk> disks = new EnumMap<>(Target.class);
  private final Map<Service, Integer> ports = new EnumMap<>(Service.class);
  private final Map<Service, Integer> detours = new EnumMap<>(Service.class);

  private Victims() {}

  /** Lays the wires and mounts the disks, before the servers start in this folder. */
  static Victims prepare(Path folder) throws InterruptedException {
    Victims victims = new Victims();
    for (Map.Entry<Target, Service> server : SERVERS.entrySet()) {
      Service service = server.getValue();
      int port = Ports.free();
      Wire wire = new Wire(Ports.free(), port);
      victims.wires.put(server.getKey(), wire);
      victims.ports.put(service, port);
      victims.detours.put(service, wire.port());
      SmallDisk.mount(folder.resolve(service.id()), folder.resolve("disks"), service.id())
          .ifPresent(disk -> victims.disks.put(server.getKey(), disk));
    }
    return victims;
  }

  /** Where the servers listen. */
  Map<Service, Integer> ports() {
    return ports;
  }

  /** Where the services reach them. */
  Map<Service, Integer> detours() {
    return detours;
  }

  boolean canBeFilled() {
    return !disks.isEmpty();
  }

  void add(Target target, ServiceProcess process) {
    processes.put(target, process);
  }

  /**
   * Does it, and returns when the process is ready again.
   *
   * @param hold how long that lasts which lasts
   */
  void strike(Fault fault, Duration hold, LocalStack stack) throws InterruptedException {
    ServiceProcess process = Objects.requireNonNull(processes.get(fault.target()));
    switch (fault.kind()) {
      case KILL -> process.kill();
      case FREEZE -> {
        process.freeze();
        Thread.sleep(hold);
        process.thaw();
      }
      case TERMINATE -> {
        process.stop();
        process.resume();
      }
      case CUT -> {
        Wire wire = wire(fault.target());
        wire.cut();
        Thread.sleep(hold);
        wire.mend();
      }
      case SLOW -> {
        Wire wire = wire(fault.target());
        wire.slow();
        Thread.sleep(hold);
        wire.mend();
      }
      case FILL -> {
        SmallDisk disk = Objects.requireNonNull(disks.get(fault.target()));
        disk.fill();
        Thread.sleep(hold);
        disk.free();
      }
      case WIPE -> stack.wipeKafka();
    }
    process.awaitReady();
  }

  private Wire wire(Target target) {
    return Objects.requireNonNull(wires.get(target));
  }

  @Override
  public void close() {
    disks.values().forEach(SmallDisk::unmount);
    wires.values().forEach(Wire::close);
  }
}

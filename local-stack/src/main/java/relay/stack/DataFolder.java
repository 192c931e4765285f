package relay.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import relay.stack.process.LogFile;
import relay.stack.process.PidFile;
import relay.stack.process.SecretFile;
import relay.stack.process.StackException;
import relay.stack.servers.Installation;

/** Where what is in the folder that keeps all data of a stack. */
public record DataFolder(Path path) {
  /** Goes up when an older relay could not read what this one writes, or the reverse. */
  private static final String VERSION = "layout 1, PostgreSQL 18";

  public DataFolder {
    path = path.toAbsolutePath().normalize();
  }

  /** The folder of a relay that was not told of another. */
  public static DataFolder standard() {
    return new DataFolder(Installation.root().resolve(".relay"));
  }

  /** A command about the relay in this folder, to be typed by the user. */
  public String command(String words) {
    return "./relay " + words + (equals(standard()) ? "" : " --data " + path);
  }

  /**
   * Makes the folder, or checks that the one there is of this version.
   *
   * @throws StackException if it is not
   */
  void open() {
    Path file = path.resolve("version");
    try {
      Files.createDirectories(path);
      keepToOwner();
      if (!Files.exists(file)) {
        Files.writeString(file, VERSION + "\n");
      }
      String found = Files.readString(file).strip();
      if (!found.equals(VERSION)) {
        throw new StackException(
            "The data in %s is of another version (%s, and this relay needs %s): choose another folder with --data, or start the relay that made it."
                .formatted(path, found, VERSION));
      }
    } catch (IOException failure) {
      throw StackException.disk(
          "The data folder %s cannot be used, choose another with --data".formatted(path), failure);
    }
  }

  /** Kafka's files, which hold payloads, are readable by everybody who reaches them. */
  private void keepToOwner() throws IOException {
    if (Files.getFileAttributeView(path, PosixFileAttributeView.class) != null) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
    }
  }

  /** The process that watches over the stack, if it runs. */
  public Optional<ProcessHandle> supervisor() {
    return supervisorPid().running();
  }

  PidFile supervisorPid() {
    return new PidFile(path.resolve("relay.pid"));
  }

  /** Whether a relay that runs has left the service to the user. */
  boolean isLeftOut(Service service) {
    return Files.exists(leftOutFile(service));
  }

  /** Keeps whether the service is left to the user, for the commands that ask. */
  void leaveOut(Service service, boolean leftOut) {
    try {
      Files.createDirectories(path.resolve("run"));
      Files.deleteIfExists(leftOutFile(service));
      if (leftOut) {
        Files.createFile(leftOutFile(service));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private Path leftOutFile(Service service) {
    return path.resolve("run").resolve(service.id() + ".left-out");
  }

  /** Of a service, or of a program that was added. */
  PidFile pidFile(String program) {
    return new PidFile(path.resolve("run").resolve(program + ".pid"));
  }

  /** Of the programs that run beside the services. */
  List<PidFile> pidFilesOfAdded() {
    Set<String> services =
        Arrays.stream(Service.values()).map(Service::id).collect(Collectors.toSet());
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(Files.createDirectories(path.resolve("run")), "*.pid")) {
      List<PidFile> added = new ArrayList<>();
      for (Path file : files) {
        PidFile pid = new PidFile(file);
        if (!services.contains(pid.program())) {
          added.add(pid);
        }
      }
      return added;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Where a service, or a program that was added, prints to. */
  public LogFile log(String program) {
    return new LogFile(path.resolve("logs").resolve(program + ".log"));
  }

  /** What a server keeps. */
  public Path folder(Service service) {
    return path.resolve(service.id());
  }

  Path portsFile() {
    return path.resolve("ports");
  }

  Path lockFile() {
    return path.resolve("lock");
  }

  /** The key that is kept, made if there is none. */
  public String apiKey() {
    return SecretFile.readOrCreate(apiKeyFile());
  }

  /** Where that key is. */
  public Path apiKeyFile() {
    return path.resolve("api-key");
  }

  /** Where the environment is kept that a service which is left to the user has to run in. */
  public Path environmentFile(Service service) {
    return path.resolve("run").resolve(service.id() + ".env");
  }

  /** The password of the first administrator that is kept, made if there is none. */
  String adminPassword() {
    return SecretFile.readOrCreate(adminPasswordFile());
  }

  /** Where that password is. */
  public Path adminPasswordFile() {
    return path.resolve("admin-password");
  }

  /** The keys that the secrets of webhooks are encrypted with, of which one is made at first. */
  String secretsKeys() {
    return SecretFile.readOrCreate(
        path.resolve("secrets-keys"),
        () -> "first:" + Base64.getEncoder().encodeToString(SecretFile.random(32)));
  }

  /** Where the copy is that a program runs from. */
  Path code(String program) {
    return path.resolve("run").resolve(program);
  }
}

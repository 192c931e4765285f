package relay.stack.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;

/**
 * A file of entries that is only ever added to, and flushed to the disk before anybody goes on:
 * what it says happened did happen, whoever is killed next. Thread-safe; many who write at once
 * share a flush.
 */
public final class Ledger implements AutoCloseable {
  private record Line(String text, CompletableFuture<Void> written) {}

  private final FileChannel file;
  private final BlockingQueue<Line> waiting = new LinkedBlockingQueue<>();
  private final Thread writer = Thread.ofPlatform().daemon().name("ledger").unstarted(this::write);

  private Ledger(FileChannel file) {
    this.file = file;
    writer.start();
  }

  /** Opens a file, or goes on with it. */
  public static Ledger open(Path path) {
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      FileChannel file = FileChannel.open(path, CREATE, APPEND);
      // What a crash has cut off stands on a line of its own then.
      var _ = file.write(ByteBuffer.wrap("\n".getBytes(UTF_8)));
      return new Ledger(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Adds an entry and returns when it is on the disk. */
  public void add(Entry entry) {
    Line line = new Line(entry.line(), new CompletableFuture<>());
    waiting.add(line);
    line.written.join();
  }

  private void write() {
    List<Line> batch = new ArrayList<>();
    try {
      while (true) {
        batch.add(waiting.take());
        waiting.drainTo(batch);
        writeAll(batch);
        batch.clear();
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private void writeAll(List<Line> batch) {
    StringBuilder text = new StringBuilder();
    batch.forEach(line -> text.append(line.text).append('\n'));
    try {
      ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        var _ = file.write(bytes);
      }
      file.force(false);
      batch.forEach(line -> line.written.complete(null));
    } catch (IOException failure) {
      batch.forEach(line -> line.written.completeExceptionally(failure));
    }
  }

  /** All whole entries of a file, in their order. */
  public static List<Entry> read(Path path) {
    try (Stream<String> lines = Files.lines(path)) {
      return lines.flatMap(line -> Entry.parse(line).stream()).toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() {
    writer.interrupt();
    try {
      writer.join();
      file.close();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}

package relay.testservers;

import java.nio.file.Path;
import relay.stack.process.Ports;
import relay.stack.process.Program;
import relay.stack.servers.PostgresServer;

/** The PostgreSQL of the local stack, which checks {@code fsync} itself whenever it starts. */
final class EmbeddedPostgres extends ChildServer implements TestPostgres {
  private final PostgresServer server;

  EmbeddedPostgres(Path folder) {
    this.server = PostgresServer.in(folder, Ports.free());
  }

  @Override
  Program prepare() throws InterruptedException {
    server.prepare();
    return server.program();
  }

  @Override
  Path folder() {
    return server.folder();
  }

  @Override
  public String url() {
    return server.url();
  }

  @Override
  public String user() {
    return PostgresServer.USER;
  }

  @Override
  public String password() {
    return server.password();
  }
}

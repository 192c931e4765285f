package relay.api.people;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import relay.model.Tenant;

/** Makes the first administrator, who then makes all others. */
@Component
class FirstAdmin implements ApplicationRunner {
  private static final Logger log = LoggerFactory.getLogger(FirstAdmin.class);

  private final PersonRows rows;
  private final PasswordHashes hashes;
  private final AdminProperties properties;

  FirstAdmin(PersonRows rows, PasswordHashes hashes, AdminProperties properties) {
    this.rows = rows;
    this.hashes = hashes;
    this.properties = properties;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    Optional.ofNullable(properties.password())
        .filter(password -> !password.isEmpty() && rows.count() == 0)
        .map(Password::new)
        .ifPresent(this::make);
  }

  private void make(Password password) {
    UserName userName = new UserName(properties.userName());
    try {
      rows.save(
          PersonRow.withPassword(
              Tenant.DEFAULT, userName, "Administrator", Role.ADMIN, hashes.hash(password)));
      log.atInfo().addKeyValue("user", userName).log("The first administrator was made");
    } catch (DataIntegrityViolationException madeByAnother) {
      log.debug("Another api-service was faster", madeByAnother);
    }
  }
}

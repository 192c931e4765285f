package relay.api.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import relay.model.Tenant;

class PlacesTest {
  private final Places places = new Places(8);

  @Test
  void no_tenant_takes_the_places_of_all_others() {
    assertThat(taken("acme")).isEqualTo(4);
    assertThat(taken("globex")).isEqualTo(2);
    assertThat(taken("initech")).isEqualTo(1);
    assertThat(taken("acme")).isZero();
  }

  @Test
  void a_place_that_was_given_back_is_free() {
    assertThat(taken("acme")).isEqualTo(4);
    for (int n = 0; n < 4; n++) {
      places.giveBack(new Tenant("acme"));
    }

    assertThat(taken("globex")).isEqualTo(4);
  }

  private int taken(String tenant) {
    int taken = 0;
    while (places.take(new Tenant(tenant))) {
      taken++;
    }
    return taken;
  }
}

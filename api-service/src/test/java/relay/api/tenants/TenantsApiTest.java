package relay.api.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import relay.api.Api;
import relay.api.ApiTest;

@ApiTest
class TenantsApiTest {
  @Autowired Api api;

  private final String name = "acme-" + UUID.randomUUID().toString().substring(0, 8);

  private Api.Answer make() {
    return api.post("/tenants", "{\"name\":\"%s\"}".formatted(name)).is(201);
  }

  @Test
  void a_tenant_comes_with_a_key_that_may_do_everything_within_it() {
    Api administrator = api.as(make().text("key"));

    administrator.event(Api.newType());
    administrator.webhook(Api.newType());
    administrator.get("/audit").is(200);
    administrator.get("/keys").is(200);
    assertThat(api.get("/tenants").response().body())
        .contains("{\"name\":\"%s\"}".formatted(name), "{\"name\":\"default\"}");
  }

  @Test
  void a_lost_key_is_followed_by_another() {
    String lost = make().text("key");
    String found = make().text("key");

    assertThat(found).isNotEqualTo(lost);
    assertThat(api.as(found).get("/keys").json().path("data")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Acme", "a--b", "-a", "a-", "a b", "a.b", "\u00e4"})
  void another_name_is_refused(String bad) {
    api.post("/tenants", "{\"name\":\"%s\"}".formatted(bad)).blames(400, "name");
  }
}

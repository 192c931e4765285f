package relay.api.keys;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who may call the API.
 *
 * @param apiKey what callers send as {@code Authorization: Bearer}; 16 to 200 visible ASCII
 *     characters
 */
@ConfigurationProperties("relay")
record KeyProperties(String apiKey) {

  KeyProperties(@Nullable String apiKey) {
    if (apiKey == null || !apiKey.matches("[\\x21-\\x7E]{16,200}")) {
      throw new IllegalArgumentException(
          "relay.api-key (environment variable RELAY_API_KEY) has to be set to 16 to 200 visible"
              + " ASCII characters");
    }
    this.apiKey = apiKey;
  }

  /** Hides the key. */
  @Override
  public String toString() {
    return "KeyProperties[hidden]";
  }
}

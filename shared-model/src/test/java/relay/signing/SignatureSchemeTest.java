package relay.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureSchemeTest {
  @ParameterizedTest
  @EnumSource
  void each_is_read_by_its_label(SignatureScheme scheme) {
    assertThat(SignatureScheme.parse(scheme.label())).isSameAs(scheme);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "V1", "v2", "v1 ", "v1b"})
  void another_is_refused(String label) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SignatureScheme.parse(label))
        .withMessage("must be v1 (HMAC-SHA256) or v1a (Ed25519)");
  }
}

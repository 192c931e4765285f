package relay.api.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.api.Contract;
import tools.jackson.databind.node.StringNode;

class CursorTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "00000000-0000-0000-0000-000000000000",
        "ffffffff-ffff-ffff-ffff-ffffffffffff",
        "019ac2f1-8b7a-7c3d-9e1f-0123456789ab"
      })
  void an_id_comes_back(UUID id) {
    assertThat(Cursor.parse(Cursor.after(id))).isEqualTo(id);
    assertThat(isDocumented(Cursor.after(id))).isTrue();
  }

  @Test
  void a_cursor_stands_in_a_url_as_it_is() {
    assertThat(Cursor.after(UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff")))
        .matches("[A-Za-z0-9_-]+");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "x", "AA", "A", "!!!!", "AQ+/", "é"})
  void garbage_is_refused(String text) {
    assertRefused(text);
  }

  @Test
  void another_text_of_the_same_bytes_is_refused() {
    String cursor = Cursor.after(new UUID(1, 2));

    assertRefused(cursor + "=");
    assertRefused(cursor.substring(0, cursor.length() - 1) + "J");
  }

  @Test
  void a_cursor_of_another_format_or_length_is_refused() {
    byte[] bytes = Base64.getUrlDecoder().decode(Cursor.after(new UUID(1, 2)));
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    byte[] shorter = Arrays.copyOf(bytes, bytes.length - 1);
    bytes[0]++;

    assertRefused(Base64.getUrlEncoder().encodeToString(bytes));
    assertRefused(Base64.getUrlEncoder().encodeToString(longer));
    assertRefused(Base64.getUrlEncoder().encodeToString(shorter));
  }

  private static boolean isDocumented(String text) {
    return Contract.ofTheApi().allows("Cursor", StringNode.valueOf(text));
  }

  private static void assertRefused(String text) {
    assertThat(isDocumented(text)).as(text).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Cursor.parse(text))
        .withMessage("must be the nextCursor of a page of this list");
  }
}

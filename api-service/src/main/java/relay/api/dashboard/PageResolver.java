package relay.api.dashboard;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.web.servlet.resource.PathResourceResolver;

/**
 * A file where there is one, and for every other path the one page, which shows in the browser what
 * the path stands for. A name with a dot is a file's: if that is missing, it is not found.
 */
class PageResolver extends PathResourceResolver {
  static final String PAGE = "index.html";

  @Override
  protected @Nullable Resource getResource(String path, Resource location) throws IOException {
    Resource file = path.isEmpty() ? null : super.getResource(path, location);
    if (file != null) {
      return file;
    }
    boolean named = path.indexOf('.', path.lastIndexOf('/') + 1) >= 0;
    return named ? null : super.getResource(PAGE, location);
  }
}

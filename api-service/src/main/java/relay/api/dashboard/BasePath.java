package relay.api.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.core.io.Resource;
import org.springframework.web.servlet.resource.ResourceTransformer;
import org.springframework.web.servlet.resource.ResourceTransformerChain;
import org.springframework.web.servlet.resource.TransformedResource;

/**
 * Tells the one page where it is served: its files, its links and its calls of the API are all
 * relative to what it names as its base.
 */
class BasePath implements ResourceTransformer {
  private static final String BASE = "<base href=\"%s/ui/\"";

  @Override
  public Resource transform(
      HttpServletRequest request, Resource resource, ResourceTransformerChain chain)
      throws IOException {
    Resource file = chain.transform(request, resource);
    // The context path of the request is as the client wrote it, with any escapes.
    String base = request.getServletContext().getContextPath();
    if (!PageResolver.PAGE.equals(file.getFilename()) || base.isEmpty()) {
      return file;
    }
    String page = file.getContentAsString(UTF_8).replace(BASE.formatted(""), BASE.formatted(base));
    return new TransformedResource(file, page.getBytes(UTF_8));
  }
}

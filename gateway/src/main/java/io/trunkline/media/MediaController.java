// SPDX-License-Identifier: Apache-2.0
package io.trunkline.media;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.trunkline.account.AccountId;
import io.trunkline.account.Caller;
import io.trunkline.account.Scope;
import io.trunkline.problem.JsonBody;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RequestRefusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

/** Our REST API of media. */
@RestController
@RequestMapping(path = "/v1/media")
class MediaController {

  private static final int LONGEST_JSON = 64 * 1024;

  private final Media media;

  MediaController(Media media) {
    this.media = media;
  }

  /**
   * @param url where anybody who knows it can have the file; absent without a public URL
   */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record View(
      String id,
      String contentType,
      long size,
      String sha256,
      @Nullable String url,
      Instant createdAt,
      Instant expiresAt) {

    /** Without the address. */
    @Override
    public String toString() {
      return "View[" + id + "]";
    }
  }

  /** Takes the bytes themselves, or JSON that says where they are. */
  @PostMapping(produces = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  View keep(Caller caller, HttpServletRequest request) throws IOException {
    caller.mustHave(Scope.SEND);
    var type = request.getContentType();
    if (type == null) {
      throw Refusal.at(
              RequestRefusal.REQUIRED, "header:Content-Type", "says what kind of file it is")
          .asException();
    }
    return view(
        MediaTypes.canonical(type).equals(MediaType.APPLICATION_JSON_VALUE)
            ? media.fetch(caller.account(), url(request))
            : media.put(caller.account(), type, request.getInputStream()));
  }

  @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
  View find(Caller caller, @PathVariable String id) {
    caller.mustHave(Scope.READ);
    return view(file(caller.account(), id));
  }

  @GetMapping("/{id}/content")
  void content(
      Caller caller,
      @PathVariable String id,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    caller.mustHave(Scope.READ);
    MediaAnswer.write(media, file(caller.account(), id), request, response);
  }

  private MediaFile file(AccountId account, String id) {
    return id(id)
        .flatMap(known -> media.find(account, known))
        .orElseThrow(
            () -> Refusal.of(RequestRefusal.NOT_FOUND, "There is no file " + id).asException());
  }

  private View view(MediaFile file) {
    return new View(
        file.id().toString(),
        file.contentType(),
        file.size(),
        file.sha256(),
        media.address(file).map(URI::toString).orElse(null),
        file.createdAt(),
        file.expiresAt());
  }

  private static URI url(HttpServletRequest request) throws IOException {
    var json = new JsonBody(json(request));
    var url =
        json.requiredText("url")
            .flatMap(
                text -> {
                  try {
                    return Optional.of(new URI(text));
                  } catch (URISyntaxException e) {
                    json.refuse(Refusal.at(MediaRefusal.INVALID_MEDIA_URL, "/url", "is no URL"));
                    return Optional.empty();
                  }
                });
    json.check();
    return url.orElseThrow();
  }

  private static JsonNode json(HttpServletRequest request) throws IOException {
    var bytes = request.getInputStream().readNBytes(LONGEST_JSON + 1);
    if (bytes.length > LONGEST_JSON) {
      throw Refusal.of(RequestRefusal.REQUEST_TOO_LARGE, "JSON has at most 64 KiB").asException();
    }
    try {
      return JsonMapper.shared().readTree(bytes);
    } catch (JacksonException e) {
      throw Refusal.of(RequestRefusal.MALFORMED_JSON, "The body could not be read as JSON")
          .asException();
    }
  }

  private static Optional<MediaId> id(String text) {
    try {
      return Optional.of(MediaId.parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}

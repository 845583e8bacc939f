// SPDX-License-Identifier: Apache-2.0
package io.trunkline.media;

import io.trunkline.problem.Refusal;
import io.trunkline.problem.RequestRefusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Where Twilio fetches our files. Open to whoever knows an address; there is no list of them. */
@RestController
class PublicMediaController {

  private final Media media;

  PublicMediaController(Media media) {
    this.media = media;
  }

  @GetMapping(Media.PUBLIC_PATH + "{token:[A-Za-z0-9_-]{43}}")
  void content(@PathVariable String token, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var file =
        media
            .find(token)
            .orElseThrow(
                () ->
                    Refusal.of(RequestRefusal.NOT_FOUND, "There is nothing here any more")
                        .asException());
    MediaAnswer.write(media, file, request, response);
  }
}

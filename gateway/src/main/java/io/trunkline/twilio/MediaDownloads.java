// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trunkline.account.AccountId;
import io.trunkline.account.Accounts;
import io.trunkline.account.TwilioCredentials;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.Base64;
import java.util.regex.Pattern;

/** Downloads the files of messages, which the SDK cannot. */
final class MediaDownloads {

  private static final Pattern PATH =
      Pattern.compile(
          "/2010-04-01/Accounts/AC[0-9a-fA-F]{32}/Messages/[A-Z]{2}[0-9a-fA-F]{32}/Media/"
              + "ME[0-9a-fA-F]{32}$");

  private final Accounts accounts;
  private final TwilioHttp http;

  MediaDownloads(Accounts accounts, TwilioHttp http) {
    this.accounts = accounts;
    this.http = http;
  }

  TwilioDownload download(AccountId account, URI mediaUrl, OutputStream sink) {
    TwilioRequests.mustHaveNoTransaction();
    var credentials = accounts.credentials(account);
    if (credentials.isEmpty()) {
      return new TwilioDownload.Failed(TwilioRequests.NO_CREDENTIALS);
    }
    // Of the URL the path alone is believed: our credentials go to Twilio and nobody else.
    var path = PATH.matcher(String.valueOf(mediaUrl.getRawPath()));
    if (!path.find()) {
      return new TwilioDownload.Failed("The address is not one of Twilio's media");
    }
    try {
      var meant = "https://api.twilio.com" + path.group();
      return new TwilioDownload.Done(http.download(meant, basic(credentials.get()), sink));
    } catch (IOException e) {
      return new TwilioDownload.Failed(TwilioHttp.reason(e));
    }
  }

  private static String basic(TwilioCredentials credentials) {
    var pair = credentials.username() + ":" + credentials.password();
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
  }
}

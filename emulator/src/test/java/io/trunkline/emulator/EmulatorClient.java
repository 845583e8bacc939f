// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import com.twilio.credential.ClientCredentialProvider;
import com.twilio.http.HttpClient;
import com.twilio.http.NetworkHttpClient;
import com.twilio.http.Request;
import com.twilio.http.Response;
import com.twilio.http.TwilioRestClient;
import java.net.URI;
import java.net.URL;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

/** The official SDK, unchanged, with its requests led to the emulator and none of them repeated. */
public final class EmulatorClient extends NetworkHttpClient {
  private final URI base;

  private EmulatorClient(URI base) {
    super(HttpClientBuilder.create().disableAutomaticRetries());
    this.base = base;
  }

  public static TwilioRestClient live(TwilioEmulator emulator) {
    return client(emulator, emulator.accountSid(), emulator.authToken());
  }

  public static TwilioRestClient test(TwilioEmulator emulator) {
    return client(
        emulator, "AC22222222222222222222222222222222", "22222222222222222222222222222222");
  }

  public static TwilioRestClient client(TwilioEmulator emulator, String user, String password) {
    HttpClient http = new EmulatorClient(URI.create(emulator.baseUrl()));
    return new TwilioRestClient.Builder(user, password)
        .accountSid(user.startsWith("AC") ? user : emulator.accountSid())
        .httpClient(http)
        .build();
  }

  /** A client that speaks with access tokens. */
  public static TwilioRestClient bearer(TwilioEmulator emulator, ClientCredentialProvider oauth) {
    return new TwilioRestClient.Builder(oauth.toAuthStrategy())
        .accountSid(emulator.accountSid())
        .httpClient(new EmulatorClient(URI.create(emulator.baseUrl())))
        .build();
  }

  @Override
  public Response reliableRequest(Request request) {
    return makeRequest(request);
  }

  @Override
  public Response makeRequest(Request request) {
    URL url = request.constructURL();
    // The new request escapes its path once more, so it gets the one without escapes.
    var path = URI.create(url.toString()).getPath();
    var target = base.getScheme() + "://" + base.getAuthority() + path;
    if (url.getQuery() != null && request.getQueryParams().isEmpty()) {
      target += "?" + url.getQuery();
    }
    var led = new Request(request.getMethod(), target);
    led.getQueryParams().putAll(request.getQueryParams());
    led.getPostParams().putAll(request.getPostParams());
    led.getHeaderParams().putAll(request.getHeaderParams());
    led.addHeaderParam("X-Original-Host", url.getHost());
    led.setContentType(request.getContentType());
    led.setBody(request.getBody());
    led.setFormParameters(request.getFormParameters());
    if (request.getAuthStrategy() == null) {
      led.setAuth(request.getUsername(), request.getPassword());
    } else {
      led.setAuth(request.getAuthStrategy());
    }
    return super.makeRequest(led);
  }
}

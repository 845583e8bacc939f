// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import com.twilio.constant.EnumConstants;
import com.twilio.http.HttpClient;
import com.twilio.http.HttpMethod;
import com.twilio.http.Request;
import com.twilio.http.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * What the SDK speaks HTTP with. One call is one request: no retry, no redirect, no cookie. The
 * SDK's own client repeats a POST up to five times on a 503, and each repetition is a text more.
 * Whatever is not a 2xx answer leaves as an {@link HttpFaultException}, so that its status is ours
 * to judge: the SDK loses it when the body is not the JSON it expects.
 */
final class TwilioHttp extends HttpClient implements AutoCloseable {

  /** Far above a full page of messages. */
  private static final int MAX_ANSWER_CHARACTERS = 16 * 1024 * 1024;

  private static final int MOST_REDIRECTS = 3;

  /** A connection idle for longer is looked at before it is used: the other side may be gone. */
  private static final TimeValue LOOK_AFTER_IDLE = TimeValue.ofSeconds(1);

  private static final TimeValue CONNECTION_LIFETIME = TimeValue.ofMinutes(5);

  /** Set in the context of a request when its connection stands and its bytes begin to leave. */
  private static final String LEFT = "io.trunkline.left";

  private final CloseableHttpClient client;
  private final @Nullable URI baseUrl;
  private final Clock clock;

  TwilioHttp(TwilioProperties properties, Clock clock) {
    this.clock = clock;
    this.baseUrl = properties.baseUrl();
    var connect = Timeout.of(properties.connectTimeout());
    var response = Timeout.of(properties.responseTimeout());
    this.client =
        HttpClientBuilder.create()
            .setConnectionManager(connections(properties.maxConnections(), connect, response))
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setConnectionRequestTimeout(connect)
                    .setResponseTimeout(response)
                    .build())
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableAuthCaching()
            // The last link of the chain before the wire; the connection stands by then.
            .addExecInterceptorLast(
                "left",
                (request, scope, chain) -> {
                  scope.clientContext.setAttribute(LEFT, true);
                  return chain.proceed(request, scope);
                })
            .build();
  }

  private static PoolingHttpClientConnectionManager connections(
      int max, Timeout connect, Timeout response) {
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setMaxConnTotal(max)
        .setMaxConnPerRoute(max)
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(connect)
                .setSocketTimeout(response)
                .setValidateAfterInactivity(LOOK_AFTER_IDLE)
                .setTimeToLive(CONNECTION_LIFETIME)
                .build())
        .setDefaultTlsConfig(TlsConfig.custom().setHandshakeTimeout(connect).build())
        .build();
  }

  /** The SDK's way to retry: not here. */
  @Override
  public Response reliableRequest(Request request) {
    return makeRequest(request);
  }

  @Override
  public Response reliableRequest(Request request, int[] codes, int retries, long delayMillis) {
    return makeRequest(request);
  }

  @Override
  public Response makeRequest(Request request) {
    var context = HttpClientContext.create();
    try {
      return client.execute(apache(request), context, this::read);
    } catch (IOException | IllegalStateException e) {
      // The pool says IllegalStateException once it is closed.
      throw new HttpFaultException(
          context.getAttribute(LEFT) == null
              ? new HttpFault.NotSent(reason(e))
              : new HttpFault.NoAnswer(reason(e)));
    }
  }

  private HttpUriRequestBase apache(Request request) {
    var meant = request.constructURL();
    var request5 =
        new HttpUriRequestBase(request.getMethod().toString(), address(meant.toString()));
    if (baseUrl != null) {
      request5.setHeader("X-Original-Host", meant.getHost());
    }
    if (request.requiresAuthentication()) {
      request5.setHeader(HttpHeaders.AUTHORIZATION, request.getAuthString());
    }
    request5.setHeader(HttpHeaders.ACCEPT, ContentType.APPLICATION_JSON.getMimeType());
    request
        .getHeaderParams()
        .forEach((name, values) -> values.forEach(value -> request5.addHeader(name, value)));
    if (request.getMethod() != HttpMethod.GET) {
      request5.setEntity(
          request.getContentType() == EnumConstants.ContentType.JSON
              ? new StringEntity(request.getBody(), ContentType.APPLICATION_JSON)
              : new StringEntity(
                  request.encodeFormBody(), ContentType.APPLICATION_FORM_URLENCODED));
    }
    return request5;
  }

  /** The same path and query, at the configured base if there is one. */
  private URI address(String meant) {
    if (baseUrl == null) {
      return URI.create(meant);
    }
    int path = meant.indexOf('/', meant.indexOf("://") + 3);
    return URI.create(baseUrl.toString().replaceFirst("/+$", "") + meant.substring(path));
  }

  /**
   * Downloads what is behind an address of Twilio's.
   *
   * @param sink gets the bytes as they come; what it throws unchecked is thrown on
   * @return the type of the content; empty if there is none
   */
  String download(String meant, String authorization, OutputStream sink) throws IOException {
    var request = new HttpGet(address(meant));
    request.setHeader(HttpHeaders.AUTHORIZATION, authorization);
    if (baseUrl != null) {
      request.setHeader("X-Original-Host", URI.create(meant).getHost());
    }
    return download(request, sink);
  }

  /** Downloads from where an answer of Twilio's leads, in nobody's name. */
  String download(URI from, OutputStream sink) throws IOException {
    var host = from.getHost();
    return download(
        new HttpGet(host != null && host.endsWith(".twilio.com") ? address(from.toString()) : from),
        sink);
  }

  private String download(HttpGet first, OutputStream sink) throws IOException {
    var request = first;
    for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      var location = new AtomicReference<@Nullable URI>();
      var type = client.execute(request, response -> read(response, sink, location));
      var next = location.get();
      if (next == null) {
        return type;
      }
      // Where Twilio keeps the bytes has a signature in its address and gets no credentials.
      request = new HttpGet(address(request).resolve(next));
    }
    throw new IOException("Twilio leads on more than " + MOST_REDIRECTS + " times");
  }

  private static URI address(HttpGet request) throws IOException {
    try {
      return request.getUri();
    } catch (URISyntaxException e) {
      throw new IOException("Twilio leads to what is no URL", e);
    }
  }

  private static String read(
      ClassicHttpResponse response, OutputStream sink, AtomicReference<@Nullable URI> location)
      throws IOException {
    int status = response.getCode();
    var leadsOn = response.getFirstHeader(HttpHeaders.LOCATION);
    if (status >= 300 && status < 400 && leadsOn != null) {
      try {
        location.set(URI.create(leadsOn.getValue()));
      } catch (IllegalArgumentException e) {
        throw new IOException("Twilio leads to what is no URL", e);
      }
      return "";
    }
    var entity = response.getEntity();
    if (status != 200 || entity == null) {
      throw new IOException("HTTP " + status);
    }
    entity.writeTo(sink);
    return Objects.requireNonNullElse(entity.getContentType(), "");
  }

  private Response read(ClassicHttpResponse response) throws IOException {
    var entity = response.getEntity();
    var body = "";
    if (entity != null) {
      try {
        body = EntityUtils.toString(entity, StandardCharsets.UTF_8, MAX_ANSWER_CHARACTERS);
      } catch (ParseException e) {
        throw new IOException("Unreadable content type", e);
      }
    }
    int status = response.getCode();
    if (status < 200 || status > 299) {
      throw new HttpFaultException(new HttpFault.Answered(status, body, retryAfter(response)));
    }
    return new Response(body, status, response.getHeaders());
  }

  /** In seconds or until a date; null if it is neither, or past. */
  private @Nullable Duration retryAfter(ClassicHttpResponse response) {
    var header = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
    var value = header == null ? null : header.getValue();
    if (value == null) {
      return null;
    }
    if (value.matches("[0-9]{1,6}")) {
      return Duration.ofSeconds(Long.parseLong(value));
    }
    var date = DateUtils.parseStandardDate(value);
    var now = clock.instant();
    return date != null && date.isAfter(now) ? Duration.between(now, date) : null;
  }

  /** Host and port may be in the message; neither credentials nor the request are. */
  static String reason(Exception e) {
    return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}

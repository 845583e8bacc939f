// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import com.twilio.base.Page;
import com.twilio.base.Reader;
import com.twilio.base.Resource;
import com.twilio.rest.api.v2010.account.IncomingPhoneNumber;
import com.twilio.rest.api.v2010.account.IncomingPhoneNumberReader;
import com.twilio.rest.api.v2010.account.IncomingPhoneNumberUpdater;
import com.twilio.rest.messaging.v1.Service;
import com.twilio.rest.messaging.v1.ServiceReader;
import com.twilio.rest.messaging.v1.ServiceUpdater;
import com.twilio.rest.messaging.v1.service.PhoneNumber;
import com.twilio.rest.messaging.v1.service.PhoneNumberReader;
import io.trunkline.account.AccountId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses an account's numbers and Messaging Services call. Every call blocks until it is
 * answered or given up, and throws {@link IllegalStateException} inside a transaction.
 *
 * @see <a href="https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource">Numbers
 *     (2026-11)</a>
 * @see <a href="https://www.twilio.com/docs/messaging/api/service-resource">Messaging Services
 *     (2026-11)</a>
 */
public final class TwilioEntrances {

  private static final int FULL_PAGE = 1000;

  /** A hundred thousand numbers; where a list that never ends is given up. */
  private static final int MOST_PAGES = 100;

  private static final Map<
          String, BiFunction<IncomingPhoneNumberUpdater, String, IncomingPhoneNumberUpdater>>
      OF_NUMBERS =
          Map.of(
              "sms_url", IncomingPhoneNumberUpdater::setSmsUrl,
              "sms_fallback_url", IncomingPhoneNumberUpdater::setSmsFallbackUrl,
              "status_callback", IncomingPhoneNumberUpdater::setStatusCallback,
              "voice_url", IncomingPhoneNumberUpdater::setVoiceUrl,
              "voice_fallback_url", IncomingPhoneNumberUpdater::setVoiceFallbackUrl);

  private static final Map<String, BiFunction<ServiceUpdater, String, ServiceUpdater>> OF_SERVICES =
      Map.of(
          "inbound_request_url", ServiceUpdater::setInboundRequestUrl,
          "fallback_url", ServiceUpdater::setFallbackUrl,
          "status_callback", ServiceUpdater::setStatusCallback);

  private final TwilioRequests requests;

  TwilioEntrances(TwilioRequests requests) {
    this.requests = requests;
  }

  /** Reads all: a request for each thousand numbers, each thousand services, and each service. */
  public TwilioEntranceListing list(AccountId account) {
    var entrances = new ArrayList<TwilioEntrance>();
    var services = new ArrayList<Service>();
    var broken =
        this.<IncomingPhoneNumber>walk(
                account,
                () -> new IncomingPhoneNumberReader().setPageSize((long) FULL_PAGE),
                number -> entrances.add(of(number)))
            .or(
                () ->
                    this.<Service>walk(
                        account,
                        () -> new ServiceReader().setPageSize((long) FULL_PAGE),
                        services::add));
    for (var service : services) {
      if (broken.isEmpty()) {
        var members = new HashSet<String>();
        broken =
            this.<PhoneNumber>walk(
                account,
                () -> new PhoneNumberReader(service.getSid()).setPageSize((long) FULL_PAGE),
                member -> members.add(member.getSid()));
        entrances.add(of(service, members));
      }
    }
    return broken
        .<TwilioEntranceListing>map(TwilioEntranceListing.BrokenOff::new)
        .orElseGet(() -> new TwilioEntranceListing.Complete(entrances));
  }

  /**
   * Changes addresses of one number or service, by one request.
   *
   * @param changes by the names of {@link TwilioEntrance#settings}; an empty text for none
   * @return why it was not done or is not known to be done; empty if it was
   * @throws IllegalArgumentException if a setting is not one of addresses
   */
  public Optional<String> set(AccountId account, String sid, Map<String, String> changes) {
    return requests
        .ask(
            account,
            client ->
                sid.startsWith("MG")
                    ? changed(Service.updater(sid), OF_SERVICES, changes).update(client).getSid()
                    : changed(IncomingPhoneNumber.updater(sid), OF_NUMBERS, changes)
                        .update(client)
                        .getSid())
        .read(_ -> Optional.empty(), Optional::of);
  }

  private static <U> U changed(
      U updater, Map<String, BiFunction<U, String, U>> setters, Map<String, String> changes) {
    var changed = updater;
    for (var change : changes.entrySet()) {
      var setter = setters.get(change.getKey());
      if (setter == null) {
        throw new IllegalArgumentException(change.getKey() + " is no address");
      }
      changed = setter.apply(changed, change.getValue());
    }
    return changed;
  }

  /** Why it broke off; empty if it did not. */
  private <R extends Resource> Optional<String> walk(
      AccountId account, Supplier<Reader<R>> reader, Consumer<R> sink) {
    var reply = requests.ask(account, client -> reader.get().firstPage(client));
    for (int pages = 1; pages <= MOST_PAGES; pages++) {
      if (!(reply instanceof Reply.Answered<Page<R>>(var page))) {
        return reply.read(_ -> Optional.empty(), Optional::of);
      }
      page.getRecords().forEach(sink);
      if (!page.hasNextPage()) {
        return Optional.empty();
      }
      reply = requests.ask(account, client -> reader.get().nextPage(page, client));
    }
    return Optional.of("The list has more than " + MOST_PAGES + " pages");
  }

  private static TwilioEntrance of(IncomingPhoneNumber number) {
    var settings = new LinkedHashMap<String, String>();
    settings.put("sms_url", text(number.getSmsUrl()));
    settings.put("sms_method", text(number.getSmsMethod()));
    settings.put("sms_fallback_url", text(number.getSmsFallbackUrl()));
    settings.put("sms_application_sid", text(number.getSmsApplicationSid()));
    settings.put("status_callback", text(number.getStatusCallback()));
    settings.put("voice_url", text(number.getVoiceUrl()));
    settings.put("voice_fallback_url", text(number.getVoiceFallbackUrl()));
    settings.put("voice_application_sid", text(number.getVoiceApplicationSid()));
    return new TwilioEntrance(
        TwilioEntrance.Kind.NUMBER,
        number.getSid(),
        text(number.getPhoneNumber()),
        settings,
        Set.of());
  }

  private static TwilioEntrance of(Service service, Set<String> members) {
    var settings = new LinkedHashMap<String, String>();
    settings.put("inbound_request_url", text(service.getInboundRequestUrl()));
    settings.put("inbound_method", text(service.getInboundMethod()));
    settings.put("fallback_url", text(service.getFallbackUrl()));
    settings.put("status_callback", text(service.getStatusCallback()));
    settings.put("use_inbound_webhook_on_number", text(service.getUseInboundWebhookOnNumber()));
    return new TwilioEntrance(
        TwilioEntrance.Kind.SERVICE,
        service.getSid(),
        text(service.getFriendlyName()),
        settings,
        members);
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }
}

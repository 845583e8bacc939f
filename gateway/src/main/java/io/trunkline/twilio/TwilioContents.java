// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import com.twilio.http.TwilioRestClient;
import com.twilio.rest.content.v1.Content;
import com.twilio.rest.content.v1.content.ApprovalCreate;
import com.twilio.rest.content.v1.content.ApprovalFetch;
import io.trunkline.account.AccountId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Twilio's content templates and what WhatsApp thinks of them. Every call is one request, blocks
 * until it is answered or given up, and throws {@link IllegalStateException} inside a transaction.
 */
public final class TwilioContents {

  private final TwilioRequests requests;

  TwilioContents(TwilioRequests requests) {
    this.requests = requests;
  }

  /** Keeps a text at Twilio, whose SID is the answer. */
  public ContentAnswer<String> create(AccountId account, ContentText text) {
    var types =
        Content.Types.builder().twilioText(Content.TwilioText.builder(text.body()).build()).build();
    var request =
        Content.ContentCreateRequest.builder(text.language(), types)
            .friendlyName(text.friendlyName())
            .variables(text.samples())
            .build();
    return ContentAnswer.of(
        requests.ask(account, client -> Content.creator(request).create(client).getSid()));
  }

  /**
   * Asks WhatsApp to approve a content.
   *
   * @param name small letters, digits and underscores, unique at WhatsApp together with a language
   */
  public ContentAnswer<ContentApproval> submit(
      AccountId account, String sid, String name, ContentCategory category) {
    var request = ApprovalCreate.ContentApprovalRequest.builder(name, category.name()).build();
    return ContentAnswer.of(
        requests.ask(
            account,
            client -> {
              var approval = ApprovalCreate.creator(sid, request).create(client);
              return ContentApproval.of(
                  approval.getStatus(), approval.getCategory(), approval.getRejectionReason());
            }));
  }

  /** How the approval of a content stands; content that Twilio does not have is an answer too. */
  public ContentAnswer<ContentApproval> approval(AccountId account, String sid) {
    return ContentAnswer.of(requests.ask(account, client -> fetch(client, sid)));
  }

  private static ContentApproval fetch(TwilioRestClient client, String sid) {
    try {
      return ApprovalFetch.fetcher(sid).fetch(client).getWhatsapp() instanceof Map<?, ?> whatsapp
          ? ContentApproval.of(
              text(whatsapp, "status"),
              text(whatsapp, "category"),
              text(whatsapp, "rejection_reason"))
          : ContentApproval.of("unsubmitted", null, null);
    } catch (HttpFaultException e) {
      if (TwilioRequests.isNotFound(e.fault())) {
        return ContentApproval.MISSING;
      }
      throw e;
    }
  }

  private static @Nullable String text(Map<?, ?> object, String field) {
    return object.get(field) instanceof String text ? text : null;
  }
}

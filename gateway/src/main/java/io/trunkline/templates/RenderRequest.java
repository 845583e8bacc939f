// SPDX-License-Identifier: Apache-2.0
package io.trunkline.templates;

import io.trunkline.account.AccountId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A template to be said to somebody.
 *
 * @param version which version; null for the current one
 * @param language in which language, BCP 47; a language that the template does not have falls back:
 *     {@code de-AT} to {@code de}, and that to the default; null for the default
 * @param variables the values by name, written as their types say; other names are refused
 */
public record RenderRequest(
    AccountId account,
    String template,
    @Nullable Integer version,
    @Nullable String language,
    Map<String, String> variables) {

  public RenderRequest {
    variables = Map.copyOf(variables);
  }

  /** The current version in its default language, without values. */
  public static RenderRequest of(AccountId account, String template) {
    return new RenderRequest(account, template, null, null, Map.of());
  }

  public RenderRequest version(int number) {
    return new RenderRequest(account, template, number, language, variables);
  }

  public RenderRequest language(String tag) {
    return new RenderRequest(account, template, version, tag, variables);
  }

  public RenderRequest variables(Map<String, String> values) {
    return new RenderRequest(account, template, version, language, values);
  }

  @Override
  public String toString() {
    return "RenderRequest[template=" + template + ", version=" + version + "]";
  }
}

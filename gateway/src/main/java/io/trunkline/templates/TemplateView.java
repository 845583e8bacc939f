// SPDX-License-Identifier: Apache-2.0
package io.trunkline.templates;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.trunkline.templates.Preview.Forcing;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** A template as our REST API shows it. What is not there is left out. */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record TemplateView(
    String id, String name, @Nullable Integer current, @Nullable Integer draft, Instant createdAt) {

  static TemplateView of(Template template) {
    return new TemplateView(
        template.id().toString(),
        template.name(),
        template.current(),
        template.draft(),
        template.createdAt());
  }

  /**
   * Some templates, newest first.
   *
   * @param next the cursor of the next page, for the parameter {@code after}; absent on the last
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Page(List<TemplateView> data, @Nullable String next) {

    /**
     * @param templates one more than the page holds, if there are more
     */
    static Page of(List<Template> templates, int size) {
      var shown = templates.stream().limit(size).map(TemplateView::of).toList();
      return new Page(shown, templates.size() > size ? shown.getLast().id() : null);
    }
  }

  /** The versions of one template, newest first. */
  record Versions(List<Version> data) {}

  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Version(
      String template,
      int version,
      String status,
      JsonNode defaultLanguage,
      JsonNode languages,
      JsonNode variables,
      List<ApprovalView> approvals,
      List<TemplateWarning> warnings,
      Instant editedAt,
      @Nullable Instant publishedAt,
      @Nullable Instant archivedAt) {

    static Version of(
        TemplateVersion version, List<Approval> approvals, List<TemplateWarning> warnings) {
      var content = ContentJson.tree(version.content());
      return new Version(
          version.template().toString(),
          version.number(),
          lower(version.status()),
          content.path("default_language"),
          content.path("languages"),
          content.path("variables"),
          approvals.stream().map(ApprovalView::of).toList(),
          warnings,
          version.editedAt(),
          version.publishedAt(),
          version.archivedAt());
    }
  }

  /** What WhatsApp thinks of the contents of one template. */
  record Approvals(List<ApprovalView> data) {

    static Approvals of(List<Approval> approvals) {
      return new Approvals(approvals.stream().map(ApprovalView::of).toList());
    }
  }

  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ApprovalView(
      String contentSid,
      String status,
      @Nullable String category,
      @Nullable String rejectionReason,
      Instant checkedAt,
      Instant changedAt) {

    static ApprovalView of(Approval approval) {
      return new ApprovalView(
          approval.contentSid(),
          lower(approval.status()),
          approval.category(),
          approval.rejectionReason(),
          approval.checkedAt(),
          approval.changedAt());
    }
  }

  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Previewed(
      int version,
      String language,
      String body,
      String encoding,
      int segments,
      int units,
      List<ForcingView> forcing,
      Worst worstCase,
      @Nullable String contentSid,
      Map<String, String> contentVariables,
      List<TemplateWarning> warnings) {

    static Previewed of(Preview preview) {
      var rendered = preview.rendered();
      return new Previewed(
          rendered.version(),
          rendered.language(),
          rendered.body(),
          lower(preview.segments().encoding()),
          preview.segments().count(),
          preview.segments().units(),
          preview.forcing().stream().map(ForcingView::of).toList(),
          new Worst(preview.worst().gsm7(), preview.worst().ucs2()),
          rendered.contentSid(),
          rendered.contentVariables(),
          preview.warnings());
    }

    @Override
    public String toString() {
      return "Previewed[version=" + version + ", language=" + language + "]";
    }
  }

  /** The code point is there for characters that a screen does not show. */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ForcingView(String character, String codePoint, int position, @Nullable String variable) {

    static ForcingView of(Forcing forcing) {
      return new ForcingView(
          forcing.character(),
          "U+%04X".formatted(forcing.character().codePointAt(0)),
          forcing.position(),
          forcing.variable());
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Worst(
      @JsonProperty("gsm_7") @Nullable Integer gsm7,
      @JsonProperty("ucs_2") @Nullable Integer ucs2) {}

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}

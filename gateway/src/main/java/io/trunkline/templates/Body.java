// SPDX-License-Identifier: Apache-2.0
package io.trunkline.templates;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text of a template, taken apart: {@code texts[0] variables[0] texts[1] …}, beginning and
 * ending with a text.
 */
record Body(List<String> texts, List<String> variables) {

  /** What a variable may be called: {@code first_name} or {@code 1}. */
  static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}|[1-9][0-9]?");

  /** A segment. */
  private static final int USUAL_LENGTH = 160;

  /** Mustache in which nothing is escaped, since it is no HTML that comes out. */
  private static final Mustache.Compiler MUSTACHE = Mustache.compiler().escapeHTML(false);

  private static final Pattern SPACED_TAG = Pattern.compile("\\{\\{\\s*([^{}\\s]+)\\s*}}");

  Body {
    texts = List.copyOf(texts);
    variables = List.copyOf(variables);
  }

  /**
   * Takes a text apart.
   *
   * @param wrong told everything that is no plain variable; what is returned is of use only if it
   *     is told nothing
   */
  static Body read(String text, Consumer<String> wrong) {
    var pieces = new Pieces(wrong);
    try {
      MUSTACHE.compile(text).visit(pieces);
    } catch (MustacheException e) {
      wrong.accept("is not a template: " + e.getMessage());
      return pieces.body();
    } catch (StringIndexOutOfBoundsException e) {
      // How the library says that a tag is empty.
      wrong.accept("has a tag with nothing in it");
      return pieces.body();
    }
    // Mustache drops comments and obeys changes of its delimiters without telling a visitor. If the
    // pieces do not make the text again, there was something of the kind.
    if (!pieces.foundOther
        && !pieces.source().equals(SPACED_TAG.matcher(text).replaceAll("{{$1}}"))) {
      wrong.accept(
          "has a tag that is no {{variable}}: a comment, {{{…}}}, {{&…}} or another delimiter");
    }
    return pieces.body();
  }

  /** Takes apart a text that has been found to be right. */
  static Body of(String text) {
    return read(
        text,
        problem -> {
          throw new IllegalStateException("A text that was checked " + problem);
        });
  }

  /**
   * Which of our variables is which of Twilio's.
   *
   * @param mapping by Twilio's numbers; if empty, numbered variables are themselves and named ones
   *     are counted as they first come
   */
  Map<String, String> contentVariables(Map<String, String> mapping) {
    if (!mapping.isEmpty()) {
      return mapping;
    }
    var counted = new LinkedHashMap<String, String>();
    for (var name : new LinkedHashSet<>(variables)) {
      counted.put(isNumber(name) ? name : String.valueOf(counted.size() + 1), name);
    }
    return counted;
  }

  static boolean isNumber(String name) {
    return Character.isDigit(name.charAt(0));
  }

  /** The text with values in the places of its variables. */
  String with(List<String> values) {
    var text = new StringBuilder(USUAL_LENGTH).append(texts.getFirst());
    for (int i = 0; i < values.size(); i++) {
      text.append(values.get(i)).append(texts.get(i + 1));
    }
    return text.toString();
  }

  /** What Mustache has found, in its order. */
  private static final class Pieces implements Mustache.Visitor {

    private final Consumer<String> wrong;
    private final List<String> texts = new ArrayList<>();
    private final List<String> variables = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private boolean foundOther;

    Pieces(Consumer<String> wrong) {
      this.wrong = wrong;
    }

    Body body() {
      var all = new ArrayList<>(texts);
      all.add(text.toString());
      return new Body(all, variables);
    }

    String source() {
      return body().with(variables.stream().map(name -> "{{" + name + "}}").toList());
    }

    @Override
    public void visitText(String piece) {
      if (piece.contains("{{") || piece.contains("}}")) {
        refuse("has braces that open or close no variable");
      }
      text.append(piece);
    }

    @Override
    public void visitVariable(String name) {
      if (!NAME.matcher(name).matches()) {
        refuse("has a variable called {{" + name + "}}; they are called like first_name, or 1");
      }
      texts.add(text.toString());
      text.setLength(0);
      variables.add(name);
    }

    @Override
    public boolean visitInclude(String name) {
      return refuse("includes another template: {{>" + name + "}}");
    }

    @Override
    public boolean visitParent(@Nullable String name) {
      return refuse("extends another template: {{<" + name + "}}");
    }

    @Override
    public boolean visitBlock(@Nullable String name) {
      return refuse("has a block: {{$" + name + "}}");
    }

    @Override
    public boolean visitSection(String name) {
      return refuse("has a section: {{#" + name + "}}");
    }

    @Override
    public boolean visitInvertedSection(String name) {
      return refuse("has a section: {{^" + name + "}}");
    }

    private boolean refuse(String what) {
      foundOther = true;
      wrong.accept(what);
      return false;
    }
  }
}

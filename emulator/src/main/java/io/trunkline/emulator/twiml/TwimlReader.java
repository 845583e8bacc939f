// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.twiml;

import io.trunkline.emulator.evidence.Seen;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads messaging TwiML. Document types and external entities are refused; unknown verbs, nouns and
 * attributes are skipped, as Twilio does with a warning.
 */
@Seen(
    what = "A text is answered by Message and Redirect, or by plain text.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "messaging/twiml")
public final class TwimlReader {
  private static final int MAX_BYTES = 64 * 1024;
  private static final int PARSE_FAILURE = 12100;
  private static final int BAD_CONTENT_TYPE = 12300;
  private static final int TOO_LARGE = 11750;

  /** Made by the first answer that is read, for a start has no use for it. */
  private static final class Xml {
    static final XMLInputFactory FACTORY = XMLInputFactory.newDefaultFactory();

    static {
      FACTORY.setProperty(XMLInputFactory.SUPPORT_DTD, false);
      FACTORY.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
      FACTORY.setProperty(XMLInputFactory.IS_COALESCING, true);
    }
  }

  /**
   * The verbs of an answer, in order: of its document, or one message for plain text. An empty
   * answer asks for nothing.
   */
  public List<MessagingVerb> messaging(String contentType, String answer) throws TwimlException {
    if (answer.isBlank()) {
      return List.of();
    }
    int parameters = contentType.indexOf(';');
    var type = parameters < 0 ? contentType : contentType.substring(0, parameters);
    return switch (type.strip().toLowerCase(Locale.ROOT)) {
      case "text/xml", "application/xml", "text/html" -> document(answer);
      case "text/plain" ->
          List.of(new MessagingVerb.Message(answer.strip(), List.of(), "", "", "", ""));
      default -> throw new TwimlException(BAD_CONTENT_TYPE, "Not usable as TwiML: " + contentType);
    };
  }

  private List<MessagingVerb> document(String document) throws TwimlException {
    if (document.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw new TwimlException(TOO_LARGE, "The document is larger than 64 kB");
    }
    try {
      var xml = Xml.FACTORY.createXMLStreamReader(new StringReader(document));
      try {
        return response(xml);
      } finally {
        xml.close();
      }
    } catch (XMLStreamException malformed) {
      throw new TwimlException(PARSE_FAILURE, "Not well-formed: " + malformed.getMessage());
    }
  }

  private static List<MessagingVerb> response(XMLStreamReader xml)
      throws XMLStreamException, TwimlException {
    while (xml.next() != XMLStreamConstants.START_ELEMENT) {
      if (xml.getEventType() == XMLStreamConstants.DTD) {
        throw new TwimlException(PARSE_FAILURE, "A document type is not allowed");
      }
    }
    if (!xml.getLocalName().equals("Response")) {
      throw new TwimlException(PARSE_FAILURE, "The root element must be <Response>");
    }
    var verbs = new ArrayList<MessagingVerb>();
    while (xml.next() != XMLStreamConstants.END_ELEMENT) {
      if (xml.getEventType() == XMLStreamConstants.START_ELEMENT) {
        switch (xml.getLocalName()) {
          case "Message", "Sms" -> verbs.add(message(xml));
          case "Redirect" -> verbs.add(redirect(xml));
          default -> skip(xml);
        }
      }
    }
    while (xml.hasNext()) {
      xml.next();
    }
    return verbs;
  }

  private static MessagingVerb message(XMLStreamReader xml) throws XMLStreamException {
    var to = attribute(xml, "to");
    var from = attribute(xml, "from");
    var action = attribute(xml, "action");
    var statusCallback = attribute(xml, "statusCallback");
    var text = new StringBuilder();
    var body = new StringBuilder();
    var media = new ArrayList<String>();
    while (xml.next() != XMLStreamConstants.END_ELEMENT) {
      switch (xml.getEventType()) {
        case XMLStreamConstants.CHARACTERS -> text.append(xml.getText());
        case XMLStreamConstants.START_ELEMENT -> {
          switch (xml.getLocalName()) {
            case "Body" -> body.append(content(xml));
            case "Media" -> media.add(content(xml).strip());
            default -> skip(xml);
          }
        }
        default -> {}
      }
    }
    var said = body.isEmpty() ? text.toString().strip() : body.toString();
    return new MessagingVerb.Message(said, media, to, from, action, statusCallback);
  }

  private static MessagingVerb redirect(XMLStreamReader xml) throws XMLStreamException {
    var method = attribute(xml, "method");
    return new MessagingVerb.Redirect(content(xml).strip(), method.isEmpty() ? "POST" : method);
  }

  /** The text of the element and of all below it; ends at its end. */
  private static String content(XMLStreamReader xml) throws XMLStreamException {
    var text = new StringBuilder();
    for (int depth = 1; depth > 0; ) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> depth++;
        case XMLStreamConstants.END_ELEMENT -> depth--;
        case XMLStreamConstants.CHARACTERS -> text.append(xml.getText());
        default -> {}
      }
    }
    return text.toString();
  }

  private static void skip(XMLStreamReader xml) throws XMLStreamException {
    content(xml);
  }

  private static String attribute(XMLStreamReader xml, String name) {
    var value = xml.getAttributeValue(null, name);
    return value == null ? "" : value;
  }
}

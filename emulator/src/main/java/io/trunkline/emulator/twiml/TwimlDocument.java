// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.twiml;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reading a TwiML document as XML. Document types and external entities are refused. */
final class TwimlDocument {
  private static final int MAX_BYTES = 64 * 1024;
  private static final int PARSE_FAILURE = 12100;
  private static final int TOO_LARGE = 11750;

  private TwimlDocument() {}

  /** Made by the first answer that is read, for a start has no use for it. */
  private static final class Xml {
    static final XMLInputFactory FACTORY = XMLInputFactory.newDefaultFactory();

    static {
      FACTORY.setProperty(XMLInputFactory.SUPPORT_DTD, false);
      FACTORY.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
      FACTORY.setProperty(XMLInputFactory.IS_COALESCING, true);
    }
  }

  /** Adds what the verb says that has just begun to the others, and reads to its end. */
  interface VerbReader<V> {
    void read(XMLStreamReader xml, List<V> verbs) throws XMLStreamException;
  }

  /** The verbs of the document, in order. */
  static <V> List<V> verbs(String document, VerbReader<V> reader) throws TwimlException {
    if (document.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw new TwimlException(TOO_LARGE, "The document is larger than 64 kB");
    }
    try {
      var xml = Xml.FACTORY.createXMLStreamReader(new StringReader(document));
      try {
        return response(xml, reader);
      } finally {
        xml.close();
      }
    } catch (XMLStreamException malformed) {
      throw new TwimlException(PARSE_FAILURE, "Not well-formed: " + malformed.getMessage());
    }
  }

  private static <V> List<V> response(XMLStreamReader xml, VerbReader<V> reader)
      throws XMLStreamException, TwimlException {
    while (xml.next() != XMLStreamConstants.START_ELEMENT) {
      if (xml.getEventType() == XMLStreamConstants.DTD) {
        throw new TwimlException(PARSE_FAILURE, "A document type is not allowed");
      }
    }
    if (!xml.getLocalName().equals("Response")) {
      throw new TwimlException(PARSE_FAILURE, "The root element must be <Response>");
    }
    var verbs = new ArrayList<V>();
    children(xml, verbs, reader);
    while (xml.hasNext()) {
      xml.next();
    }
    return verbs;
  }

  /** Reads all elements below the one that has just begun, and ends at its end. */
  static <V> void children(XMLStreamReader xml, List<V> verbs, VerbReader<V> reader)
      throws XMLStreamException {
    while (xml.next() != XMLStreamConstants.END_ELEMENT) {
      if (xml.getEventType() == XMLStreamConstants.START_ELEMENT) {
        reader.read(xml, verbs);
      }
    }
  }

  /** The text of the element and of all below it; ends at its end. */
  static String content(XMLStreamReader xml) throws XMLStreamException {
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

  static void skip(XMLStreamReader xml) throws XMLStreamException {
    content(xml);
  }

  static String attribute(XMLStreamReader xml, String name) {
    var value = xml.getAttributeValue(null, name);
    return value == null ? "" : value;
  }
}

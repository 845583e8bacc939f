// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.twiml;

import static io.trunkline.emulator.twiml.TwimlDocument.attribute;
import static io.trunkline.emulator.twiml.TwimlDocument.content;

import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The verbs of messaging TwiML. */
final class MessagingTwiml {
  private MessagingTwiml() {}

  static void read(XMLStreamReader xml, List<MessagingVerb> verbs) throws XMLStreamException {
    switch (xml.getLocalName()) {
      case "Message", "Sms" -> verbs.add(message(xml));
      case "Redirect" -> verbs.add(redirect(xml));
      default -> TwimlDocument.skip(xml);
    }
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
            default -> TwimlDocument.skip(xml);
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
}

// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.twiml;

import static io.trunkline.emulator.twiml.TwimlDocument.attribute;
import static io.trunkline.emulator.twiml.TwimlDocument.content;

import io.trunkline.emulator.evidence.Seen;
import java.time.Duration;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The verbs of voice TwiML. */
final class VoiceTwiml {
  private static final int GATHER_SECONDS = 5;
  private static final int MOST_TIMES = 1000;
  private static final int LONGEST_PAUSE = 24 * 60 * 60;

  private VoiceTwiml() {}

  @Seen(
      what = "Say and Play are repeated by loop, 0 for a thousand times; a Pause lasts a second.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "voice/twiml")
  static void read(XMLStreamReader xml, List<VoiceVerb> verbs) throws XMLStreamException {
    switch (xml.getLocalName()) {
      case "Say" -> say(xml, verbs);
      case "Play" -> play(xml, verbs);
      case "Pause" -> {
        verbs.add(new VoiceVerb.Pause(seconds(xml, "length", 1)));
        TwimlDocument.skip(xml);
      }
      case "Hangup" -> {
        verbs.add(new VoiceVerb.Hangup());
        TwimlDocument.skip(xml);
      }
      case "Redirect" -> {
        var method = attribute(xml, "method");
        verbs.add(new VoiceVerb.Redirect(content(xml).strip(), method.isEmpty() ? "POST" : method));
      }
      case "Gather" -> gather(xml, verbs);
      default -> {
        verbs.add(new VoiceVerb.NotImitated(xml.getLocalName()));
        TwimlDocument.skip(xml);
      }
    }
  }

  private static void say(XMLStreamReader xml, List<VoiceVerb> verbs) throws XMLStreamException {
    int times = times(xml);
    var text = content(xml).strip().replaceAll("\\s+", " ");
    if (!text.isEmpty()) {
      verbs.add(new VoiceVerb.Say(text, times));
    }
  }

  private static void play(XMLStreamReader xml, List<VoiceVerb> verbs) throws XMLStreamException {
    int times = times(xml);
    var url = content(xml).strip();
    verbs.add(
        url.isEmpty() ? new VoiceVerb.NotImitated("Play digits") : new VoiceVerb.Play(url, times));
  }

  @Seen(
      what = "Who presses no key hears what Gather says, and after 5 seconds what comes next.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "voice/twiml/gather")
  private static void gather(XMLStreamReader xml, List<VoiceVerb> verbs) throws XMLStreamException {
    var timeout = seconds(xml, "timeout", GATHER_SECONDS);
    verbs.add(new VoiceVerb.NotImitated("Gather"));
    TwimlDocument.children(xml, verbs, VoiceTwiml::read);
    verbs.add(new VoiceVerb.Pause(timeout));
  }

  private static int times(XMLStreamReader xml) {
    int times = number(attribute(xml, "loop"), 1, MOST_TIMES);
    return times == 0 ? MOST_TIMES : times;
  }

  private static Duration seconds(XMLStreamReader xml, String name, int usual) {
    return Duration.ofSeconds(number(attribute(xml, name), usual, LONGEST_PAUSE));
  }

  /** The number of the text; the usual one if it says none from 0 to the most. */
  private static int number(String text, int usual, int most) {
    int number = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : usual;
    return Math.min(number, most);
  }
}

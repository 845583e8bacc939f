// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.conformance;

import com.twilio.base.Reader;
import com.twilio.base.Resource;
import com.twilio.rest.api.v2010.account.availablephonenumbercountry.Local;
import com.twilio.rest.api.v2010.account.availablephonenumbercountry.Mobile;
import com.twilio.rest.api.v2010.account.availablephonenumbercountry.National;
import com.twilio.rest.api.v2010.account.availablephonenumbercountry.TollFree;
import io.trunkline.emulator.conformance.Row.Operation;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Numbers that can be rented, by kind. */
final class AvailableNumbersRows {
  private AvailableNumbersRows() {}

  static List<Row<?>> rows() {
    return List.of(
        row(
            "AvailablePhoneNumbers, Local",
            "US",
            number -> number.getPhoneNumber().toString(),
            Local::reader),
        row(
            "AvailablePhoneNumbers, Mobile",
            "GB",
            number -> number.getPhoneNumber().toString(),
            Mobile::reader),
        row(
            "AvailablePhoneNumbers, National",
            "GB",
            number -> number.getPhoneNumber().toString(),
            National::reader),
        row(
            "AvailablePhoneNumbers, TollFree",
            "US",
            number -> number.getPhoneNumber().toString(),
            TollFree::reader));
  }

  private static <T extends Resource> Row<T> row(
      String name, String country, Function<T, String> identity, Function<String, Reader<T>> by) {
    return Row.of(name, identity)
        .standing(
            stage ->
                StreamSupport.stream(by.apply(country).read(stage.client()).spliterator(), false)
                    .map(identity)
                    .toList())
        .listsInOnePiece(stage -> by.apply(country))
        .without(Operation.CREATE, "Twilio decides which numbers it has")
        .without(Operation.FETCH, "an offer is found in the list")
        .without(Operation.UPDATE, "Twilio decides which numbers it has")
        .without(Operation.DELETE, "an offer goes when somebody rents it")
        .refuses(
            "a country that is none", 20404, 404, stage -> by.apply("XX").firstPage(stage.client()))
        .refusesStrangers(client -> by.apply(country).firstPage(client));
  }
}

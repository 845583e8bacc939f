// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.conformance;

import com.twilio.base.Creator;
import com.twilio.base.Reader;
import com.twilio.base.Resource;
import com.twilio.rest.api.v2010.account.incomingphonenumber.Local;
import com.twilio.rest.api.v2010.account.incomingphonenumber.Mobile;
import com.twilio.rest.api.v2010.account.incomingphonenumber.TollFree;
import com.twilio.type.PhoneNumber;
import io.trunkline.emulator.conformance.Row.Operation;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** The numbers of an account by kind; one of them is an IncomingPhoneNumber like any other. */
final class NumbersByKindRows {
  private static final String ELSEWHERE = "it is done at IncomingPhoneNumbers";

  private NumbersByKindRows() {}

  static List<Row<?>> rows() {
    return List.of(
        row(
            "IncomingPhoneNumbers, Local",
            "+1415555013",
            "+18885550139",
            Local::getSid,
            Local::reader,
            Local::creator),
        row(
            "IncomingPhoneNumbers, Mobile",
            "+44741234567",
            "+18885550139",
            Mobile::getSid,
            Mobile::reader,
            Mobile::creator),
        row(
            "IncomingPhoneNumbers, TollFree",
            "+1888555013",
            "+14155550139",
            TollFree::getSid,
            TollFree::reader,
            TollFree::creator));
  }

  private static <T extends Resource> Row<T> row(
      String name,
      String digits,
      String other,
      Function<T, String> sid,
      Supplier<Reader<T>> reader,
      Function<PhoneNumber, Creator<T>> renting) {
    return Row.of(name, sid)
        .creates(
            (stage, n) ->
                sid.apply(renting.apply(new PhoneNumber(digits + n)).create(stage.client())))
        .lists(stage -> reader.get())
        .without(Operation.FETCH, ELSEWHERE)
        .without(Operation.UPDATE, ELSEWHERE)
        .without(Operation.DELETE, ELSEWHERE)
        .refuses(
            "what is no number",
            21421,
            400,
            stage -> renting.apply(new PhoneNumber("nonsense")).create(stage.client()))
        .refuses(
            "a number of another kind",
            21458,
            400,
            stage -> renting.apply(new PhoneNumber(other)).create(stage.client()))
        .refuses(
            "a page of 1001",
            20007,
            400,
            stage -> reader.get().pageSize(1001).firstPage(stage.client()));
  }
}

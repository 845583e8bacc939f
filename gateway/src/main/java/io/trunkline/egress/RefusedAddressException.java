// SPDX-License-Identifier: Apache-2.0
package io.trunkline.egress;

import java.net.UnknownHostException;

/** A name that leads to where no stranger may send us. Does not say where that is. */
public final class RefusedAddressException extends UnknownHostException {

  private static final long serialVersionUID = 1L;

  RefusedAddressException() {
    super("The address is not public");
  }
}

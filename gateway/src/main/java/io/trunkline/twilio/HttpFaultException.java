// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

/** Carries a fault through the SDK, which lets it pass. */
final class HttpFaultException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient HttpFault fault;

  HttpFaultException(HttpFault fault) {
    super(fault.getClass().getSimpleName(), null, false, false);
    this.fault = fault;
  }

  HttpFault fault() {
    return fault;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

/**
 * Where Twilio calls us and no room of this Trunkline expects it: an address of before, one that
 * somebody has mistyped, or news that we have no use for. It is kept all the same, for a person to
 * see and perhaps for a later version to apply.
 */
record UnexpectedRoute() implements CallbackRoute {

  static final String KIND = "unexpected";

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String path() {
    return CallbackRoutes.ROOT + "**";
  }

  @Override
  public boolean repliesWithTwiml() {
    return false;
  }

  @Override
  public CallbackReply apply(Callback callback) {
    return new CallbackReply.Never("Nothing is expected at this address");
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.callbacks;

import io.trunkline.emulator.message.EmulatedMessage;

/** One callback to be sent about a message. */
record Callback(
    SentCallback.Kind kind,
    EmulatedMessage message,
    String method,
    String url,
    CallbackForm form) {}

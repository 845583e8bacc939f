// SPDX-License-Identifier: Apache-2.0

/**
 * HTTP as the rest of the emulator sees it: requests, answers, routes. The only package that
 * imports the server library.
 */
@NullMarked
package io.trunkline.emulator.http;

import org.jspecify.annotations.NullMarked;

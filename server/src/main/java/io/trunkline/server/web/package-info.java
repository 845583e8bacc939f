// SPDX-License-Identifier: Apache-2.0
/**
 * The edge: who may come in, how large a request may be, and that every refusal, wherever it is
 * made, leaves as the same kind of problem.
 */
@NullMarked
package io.trunkline.server.web;

import org.jspecify.annotations.NullMarked;

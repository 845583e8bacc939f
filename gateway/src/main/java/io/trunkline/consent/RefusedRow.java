// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.problem.Refusal;

/**
 * A row of a file that was not recorded.
 *
 * @param line where it begins, from 1; the header is on the first
 */
public record RefusedRow(long line, Refusal refusal) {}

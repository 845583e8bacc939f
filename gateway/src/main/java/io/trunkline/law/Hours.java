// SPDX-License-Identifier: Apache-2.0
package io.trunkline.law;

/**
 * Hours by the recipient's clock that somebody wants kept beside the law's.
 *
 * @param rule whose they are, for {@link Reason#rule}: {@code own-wish}
 */
public record Hours(String rule, WeekHours week) {}

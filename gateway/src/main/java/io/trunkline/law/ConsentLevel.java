// SPDX-License-Identifier: Apache-2.0
package io.trunkline.law;

/** How firmly somebody has agreed, the weakest first. */
public enum ConsentLevel {
  NONE,
  /** Follows from a business relationship or an address given for it. */
  IMPLIED,
  /** Said so, provably. */
  EXPRESS,
  /** Agreed in writing to be reached by automated means, as 47 CFR 64.1200(f)(9) asks. */
  WRITTEN
}

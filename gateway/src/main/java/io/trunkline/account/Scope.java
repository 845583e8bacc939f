// SPDX-License-Identifier: Apache-2.0
package io.trunkline.account;

/** What the bearer of an API key may do. */
public enum Scope {
  /** Send, cancel: whatever costs money or reaches a person. */
  SEND,
  /** Look at messages and their timelines. */
  READ,
  /** See the state of the house: metrics, rejected callbacks. */
  OPERATE,
  /** Change what sending rests on: senders, pools, paces. */
  CONFIGURE
}

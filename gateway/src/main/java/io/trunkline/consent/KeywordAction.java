// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

/** What a keyword asks for. */
enum KeywordAction {
  OPT_OUT,
  OPT_IN,
  HELP
}

// SPDX-License-Identifier: Apache-2.0
package io.trunkline.account;

/**
 * A key just made. The only moment at which the secret exists outside its bearer.
 *
 * @param secret {@code tk_…}, what goes behind {@code Authorization: Bearer}
 */
public record NewApiKey(ApiKey key, String secret) {

  @Override
  public String toString() {
    return "NewApiKey[key=" + key + ", secret=***]";
  }
}

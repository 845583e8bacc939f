// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.control;

import io.trunkline.emulator.account.Accounts;

/** What a person sees who opens the emulator's address. */
final class FrontPage {
  static final String HTML =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <title>Trunkline emulator</title>
      <style>body{font:16px/1.5 system-ui;max-width:46rem;margin:3rem auto;padding:0 1rem}</style>
      </head>
      <body>
      <h1>Twilio, emulated</h1>
      <p>Nothing leaves this machine. Twilio's own paths are served here.</p>
      <table>
      <tr><td>Account</td><td><code>%s</code> / <code>%s</code></td></tr>
      <tr><td>API key</td><td><code>%s</code> / <code>%s</code></td></tr>
      <tr><td>Test credentials</td><td><code>%s</code> / <code>%s</code></td></tr>
      </table>
      <ul>
      <li><a href="/_emulator/handsets">Handsets</a></li>
      <li><a href="/_emulator/ledger">Ledger of every message taken</a></li>
      <li><a href="/_emulator/callbacks">Callbacks sent</a></li>
      <li><a href="/_emulator/faults">Faults</a></li>
      <li><a href="/_emulator/health">Health</a></li>
      </ul>
      </body>
      </html>
      """
          .formatted(
              Accounts.LIVE_SID,
              Accounts.LIVE_TOKEN,
              Accounts.KEY_SID,
              Accounts.KEY_SECRET,
              Accounts.TEST_SID,
              Accounts.TEST_TOKEN);

  private FrontPage() {}
}

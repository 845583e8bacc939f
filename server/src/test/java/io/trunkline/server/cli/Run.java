// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** A command that has run to its end. */
record Run(int code, String out, String err) {

  static Run of(String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var code =
        Trunkline.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    return new Run(code, out.toString(), err.toString());
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.seedfile;

import io.trunkline.emulator.phone.ProfileJson;
import io.trunkline.emulator.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How a world begins, as JSON: accounts with what they own, and phones. {@code emulator/SEED.md}
 * describes it. Read once; each reset begins the world by it again.
 */
public final class SeedFile {
  private final JsonNode document;

  private SeedFile(JsonNode document) {
    this.document = document;
  }

  /**
   * Reads a file.
   *
   * @throws SeedFileException if it cannot be read or is no JSON
   */
  public static SeedFile read(Path file) {
    try {
      return parse(Files.readString(file));
    } catch (IOException unreadable) {
      throw new SeedFileException("", "Cannot read the seed file " + file, unreadable);
    }
  }

  /**
   * Reads what stands in a seed file.
   *
   * @throws SeedFileException if it is no JSON
   */
  public static SeedFile parse(String json) {
    var mapper =
        JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    try {
      return new SeedFile(mapper.readTree(json));
    } catch (JacksonException malformed) {
      var at = malformed.getLocation();
      throw new SeedFileException(
          "line " + at.getLineNr() + ", column " + at.getColumnNr(),
          malformed.getOriginalMessage(),
          malformed);
    }
  }

  /**
   * Adds everything that it describes to a world that has just begun.
   *
   * @throws SeedFileException if it describes what cannot be
   */
  public void plant(World world) {
    var root = new SeedEntry(document, "");
    var accounts = new SeedAccounts(world);
    root.entries("accounts").forEach(accounts::plant);
    root.entries("handsets").forEach(entry -> plantHandset(world, entry));
    root.end();
  }

  private static void plantHandset(World world, SeedEntry entry) {
    var handset = entry.convert("number", world.handsets()::at);
    var profile =
        entry.convert(
            ProfileJson.members(), object -> ProfileJson.change(handset.profile(), object));
    handset.change(usual -> profile);
    entry.end();
  }
}

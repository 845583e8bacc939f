// SPDX-License-Identifier: Apache-2.0
package io.trunkline.bench.render;

import io.trunkline.account.AccountId;
import io.trunkline.account.Accounts;
import io.trunkline.templates.RenderRequest;
import io.trunkline.templates.Rendered;
import io.trunkline.templates.TemplateContent;
import io.trunkline.templates.TemplateVariable;
import io.trunkline.templates.Templates;
import io.trunkline.templates.VariableType;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Renders of a template with three variables, each by the door and with every check, on one thread.
 * Each render has other values than the one before.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Threads(1)
@Fork(2)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class RenderBench {

  private static final String TEMPLATE = "shipped";

  /** A power of two. */
  private static final int RECIPIENTS = 1024;

  @EnableAutoConfiguration
  static class Application {}

  private final EmbeddedPostgres database;
  private final ConfigurableApplicationContext gateway;
  private final Templates templates;
  private final AccountId account;
  private final List<Map<String, String>> values = new ArrayList<>();
  private int last;

  public RenderBench() {
    database = start();
    gateway =
        new SpringApplicationBuilder(Application.class)
            .web(WebApplicationType.NONE)
            .properties(
                "spring.datasource.url=" + database.getJdbcUrl("postgres", "postgres"),
                "spring.datasource.username=postgres",
                "spring.datasource.password=postgres",
                "trunkline.dispatch.enabled=false",
                "trunkline.background.enabled=false")
            .run();
    templates = gateway.getBean(Templates.class);
    account = gateway.getBean(Accounts.class).configured().id();
    templates.create(
        account,
        TEMPLATE,
        TemplateContent.in("en", "Hi {{first_name}}, order {{order}} is on its way: {{link}}")
            .and("de", "Hallo {{first_name}}, Bestellung {{order}} ist unterwegs: {{link}}")
            .with(TemplateVariable.required("first_name", VariableType.TEXT).maxLength(30))
            .with(TemplateVariable.required("order", VariableType.CODE))
            .with(TemplateVariable.required("link", VariableType.TEXT).maxLength(40)));
    templates.publish(account, TEMPLATE, 1);
    for (int i = 0; i < RECIPIENTS; i++) {
      values.add(
          Map.of(
              "first_name", "Ann-Sophie " + i,
              "order", "A-" + (100_000 + i),
              "link", "example.com/t/" + Integer.toHexString(i * 7919)));
    }
  }

  private static EmbeddedPostgres start() {
    try {
      return EmbeddedPostgres.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @TearDown
  public void stop() throws IOException {
    gateway.close();
    database.close();
  }

  @Benchmark
  public Rendered render() {
    last = (last + 1) & (RECIPIENTS - 1);
    return templates.render(
        RenderRequest.of(account, TEMPLATE).language("de-AT").variables(values.get(last)));
  }

  public static void main(String[] arguments) throws RunnerException {
    new Runner(new OptionsBuilder().include(RenderBench.class.getName()).build()).run();
  }
}

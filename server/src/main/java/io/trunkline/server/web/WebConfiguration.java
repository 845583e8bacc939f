// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.web;

import io.trunkline.account.Accounts;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** The edge of the server. */
@Configuration(proxyBeanMethods = false)
public class WebConfiguration {

  /** Before everything that reads a body, the gateway's callbacks among them. */
  private static final int LIMIT_ORDER = Ordered.HIGHEST_PRECEDENCE + 10;

  private static final int KEY_ORDER = Ordered.HIGHEST_PRECEDENCE + 30;

  @Bean
  FilterRegistrationBean<BodyLimitFilter> bodyLimitFilter() {
    var registration = new FilterRegistrationBean<>(new BodyLimitFilter());
    registration.setOrder(LIMIT_ORDER);
    return registration;
  }

  @Bean
  FilterRegistrationBean<ApiKeyFilter> apiKeyFilter(Accounts accounts) {
    var registration = new FilterRegistrationBean<>(new ApiKeyFilter(accounts));
    registration.setOrder(KEY_ORDER);
    return registration;
  }

  @Bean
  ServerAdvice serverAdvice() {
    return new ServerAdvice();
  }

  @Bean
  ApiDocument apiDocument() {
    return new ApiDocument();
  }

  @Bean
  ErrorPage errorPage() {
    return new ErrorPage();
  }

  @Bean
  WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> plainErrors() {
    return factory ->
        factory.addContextCustomizers(
            context -> {
              if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ErrorValve.class.getName());
              }
            });
  }
}

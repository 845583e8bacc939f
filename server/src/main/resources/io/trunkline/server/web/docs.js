// SPDX-License-Identifier: Apache-2.0
SwaggerUIBundle({
  url: "/v3/api-docs",
  dom_id: "#docs",
  deepLinking: true,
  displayRequestDuration: true,
  tryItOutEnabled: false,
  validatorUrl: null,
});

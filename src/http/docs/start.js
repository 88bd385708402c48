// Shows the document of the API. Who is logged in as a browser may read; to write, name a token under Authorize.
window.SwaggerUIBundle({
  url: "/api/v1/openapi.json",
  dom_id: "#document",
  deepLinking: true,
  docExpansion: "list",
  validatorUrl: null,
});

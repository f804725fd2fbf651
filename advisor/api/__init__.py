"""The HTTP interface (`/api/v1`) and the MCP server: what other programs call. Parse, call the service, show."""

using System.Text.Json.Nodes;

namespace Alitellm.Testing.LiteLLM;

/// <summary>One field of an MCP server.</summary>
/// <param name="Resets">Whether a PUT that leaves it out sets it back to its default; otherwise it is kept.</param>
/// <param name="Later">Whether only newer versions know it.</param>
internal sealed record McpColumn(string Name, ColumnKind Kind, bool Resets = false, bool Later = false)
{
    private static readonly string[] AuthTypes = ["none", "api_key", "bearer_token", "basic", "authorization", "oauth2"];
    private static readonly string[] LaterAuthTypes = ["aws_sigv4", "token", "oauth2_token_exchange", "oauth2_id_jag", "true_passthrough", "oauth_delegate"];
    private static readonly string[] Flows = ["client_credentials", "authorization_code"];

    /// <summary>Everything but id, names, transport and credentials.</summary>
    public static IReadOnlyList<McpColumn> All { get; } =
    [
        new("description", ColumnKind.Text),
        new("url", ColumnKind.Text),
        new("auth_type", ColumnKind.Text),
        new("mcp_info", ColumnKind.Map),
        new("mcp_access_groups", ColumnKind.TextList, Resets: true),
        new("allowed_tools", ColumnKind.TextList),
        new("extra_headers", ColumnKind.TextList),
        new("static_headers", ColumnKind.TextMap),
        new("command", ColumnKind.Text),
        new("args", ColumnKind.TextList, Resets: true),
        new("env", ColumnKind.TextMap, Resets: true),
        new("authorization_url", ColumnKind.Text),
        new("token_url", ColumnKind.Text),
        new("registration_url", ColumnKind.Text),
        new("allow_all_keys", ColumnKind.Flag, Resets: true),
        new("available_on_public_internet", ColumnKind.Flag, Resets: true),
        new("spec_path", ColumnKind.Text, Later: true),
        new("instructions", ColumnKind.Text, Later: true),
        new("tool_name_to_display_name", ColumnKind.TextMap, Later: true),
        new("tool_name_to_description", ColumnKind.TextMap, Later: true),
        new("oauth2_flow", ColumnKind.Text, Later: true),
        new("timeout", ColumnKind.Number, Later: true),
        new("is_byok", ColumnKind.Flag, Resets: true, Later: true),
        new("source_url", ColumnKind.Text, Later: true),
    ];

    /// <summary>What the field is when nobody says.</summary>
    public JsonNode? Default(bool later) => Name switch
    {
        "mcp_access_groups" or "args" => new JsonArray(),
        "env" => new JsonObject(),
        "allow_all_keys" or "is_byok" => false,
        "available_on_public_internet" => later,
        _ => null,
    };

    /// <summary>A copy of the sent value; throws the 422 when it is refused.</summary>
    public JsonNode? Checked(JsonNode? value, bool later)
    {
        var allowed = (Name, later) switch
        {
            ("auth_type", false) => AuthTypes,
            ("auth_type", true) => [.. AuthTypes, .. LaterAuthTypes],
            ("oauth2_flow", _) => Flows,
            _ => null,
        };
        return allowed is null || value is null || allowed.Contains(Json.Text(value))
            ? Columns.Of(Kind, value, Name)
            : throw new ReplyException(Errors.Invalid("enum", $"Input should be one of {string.Join(", ", allowed)}", value, "body", Name));
    }
}
